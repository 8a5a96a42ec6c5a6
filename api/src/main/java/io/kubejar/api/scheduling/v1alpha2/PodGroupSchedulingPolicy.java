package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// How the pods of a group are scheduled; exactly one of the ways is set.
///
/// @param basic Each pod by itself.
/// @param gang All, or at least a number of them, or none.
@ApiType(
    value = "io.k8s.api.scheduling.v1alpha2.PodGroupSchedulingPolicy",
    proto = "k8s.io.api.scheduling.v1alpha2.PodGroupSchedulingPolicy")
public record PodGroupSchedulingPolicy(
    @Field(tag = 1) @Nullable BasicSchedulingPolicy basic,
    @Field(tag = 2) @Nullable GangSchedulingPolicy gang)
    implements PodGroupSchedulingPolicyBuilder.With {
  /// An empty draft.
  public static PodGroupSchedulingPolicyBuilder builder() {
    return new PodGroupSchedulingPolicyBuilder();
  }
}
