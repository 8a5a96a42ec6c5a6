package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A named CEL expression, evaluated at most once per request, that other expressions use as
/// `variables.<name>`.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.Variable",
    proto = "k8s.io.api.admissionregistration.v1.Variable",
    atomic = true)
public record Variable(
    @Field(tag = 1, proto = "Name", required = true, always = true) String name,
    @Field(tag = 2, proto = "Expression", required = true, always = true) String expression)
    implements VariableBuilder.With {
  /// An empty draft.
  public static VariableBuilder builder() {
    return new VariableBuilder();
  }
}
