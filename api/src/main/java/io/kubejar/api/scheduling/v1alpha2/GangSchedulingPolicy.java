package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// Pods of a group are scheduled together or not at all.
///
/// @param minCount Number of pods, at least 1, that must find room at the same time.
@ApiType(
    value = "io.k8s.api.scheduling.v1alpha2.GangSchedulingPolicy",
    proto = "k8s.io.api.scheduling.v1alpha2.GangSchedulingPolicy")
public record GangSchedulingPolicy(
    @Field(tag = 1, required = true, always = true, format = "int32") int minCount)
    implements GangSchedulingPolicyBuilder.With {
  /// An empty draft.
  public static GangSchedulingPolicyBuilder builder() {
    return new GangSchedulingPolicyBuilder();
  }
}
