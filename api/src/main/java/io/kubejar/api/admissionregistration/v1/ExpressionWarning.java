package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A type problem found in one expression of a policy: where it is and what is wrong.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.ExpressionWarning",
    proto = "k8s.io.api.admissionregistration.v1.ExpressionWarning")
public record ExpressionWarning(
    @Field(tag = 2, required = true, always = true) String fieldRef,
    @Field(tag = 3, required = true, always = true) String warning)
    implements ExpressionWarningBuilder.With {
  /// An empty draft.
  public static ExpressionWarningBuilder builder() {
    return new ExpressionWarningBuilder();
  }
}
