package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A named CEL test that a request must pass before the webhook or policy is applied to it.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.MatchCondition",
    proto = "k8s.io.api.admissionregistration.v1.MatchCondition")
public record MatchCondition(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2, required = true, always = true) String expression)
    implements MatchConditionBuilder.With {
  /// An empty draft.
  public static MatchConditionBuilder builder() {
    return new MatchConditionBuilder();
  }
}
