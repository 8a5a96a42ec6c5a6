package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A pod affinity preference with a weight from 1 to 100.
///
/// @param weight Points counted for a domain that matches, from 1 to 100.
/// @param podAffinityTerm Pod term, together with its topology key, to which the weight applies.
@ApiType(
    value = "io.k8s.api.core.v1.WeightedPodAffinityTerm",
    proto = "k8s.io.api.core.v1.WeightedPodAffinityTerm")
public record WeightedPodAffinityTerm(
    @Field(tag = 1, required = true, always = true, format = "int32") int weight,
    @Field(tag = 2, required = true, always = true) PodAffinityTerm podAffinityTerm)
    implements WeightedPodAffinityTermBuilder.With {
  /// An empty draft.
  public static WeightedPodAffinityTermBuilder builder() {
    return new WeightedPodAffinityTermBuilder();
  }
}
