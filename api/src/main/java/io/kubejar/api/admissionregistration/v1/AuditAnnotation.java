package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A key for the audit record and a CEL expression that yields its text; a null result adds
/// nothing.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.AuditAnnotation",
    proto = "k8s.io.api.admissionregistration.v1.AuditAnnotation")
public record AuditAnnotation(
    @Field(tag = 1, required = true, always = true) String key,
    @Field(tag = 2, required = true, always = true) String valueExpression)
    implements AuditAnnotationBuilder.With {
  /// An empty draft.
  public static AuditAnnotationBuilder builder() {
    return new AuditAnnotationBuilder();
  }
}
