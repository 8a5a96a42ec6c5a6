package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The placement preferences of a pod: towards nodes, towards other pods and away from other pods.
///
/// @param nodeAffinity Rules about the nodes on which the pod may or should run.
/// @param podAffinity Rules for placing the pod near certain other pods.
/// @param podAntiAffinity Rules for placing the pod apart from certain other pods.
@ApiType(value = "io.k8s.api.core.v1.Affinity", proto = "k8s.io.api.core.v1.Affinity")
public record Affinity(
    @Field(tag = 1) @Nullable NodeAffinity nodeAffinity,
    @Field(tag = 2) @Nullable PodAffinity podAffinity,
    @Field(tag = 3) @Nullable PodAntiAffinity podAntiAffinity)
    implements AffinityBuilder.With {
  /// An empty draft.
  public static AffinityBuilder builder() {
    return new AffinityBuilder();
  }
}
