package io.kubejar.api.apps.v1;

import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The number of pods wanted, the selector that finds them, and the template they are made from.
///
/// @param replicas Number of pods wanted; 1 when absent, and an explicit 0 is respected.
/// @param minReadySeconds Seconds a pod must stay ready before it is considered available; default
///   0.
/// @param selector Labels picking the pods to count and adopt; must match the template, never
///   changes.
/// @param template Blueprint for pods created when too few exist; existing pods are left untouched.
@ApiType(value = "io.k8s.api.apps.v1.ReplicaSetSpec", proto = "k8s.io.api.apps.v1.ReplicaSetSpec")
public record ReplicaSetSpec(
    @Field(tag = 1, format = "int32") @Nullable Integer replicas,
    @Field(tag = 4, format = "int32") int minReadySeconds,
    @Field(tag = 2, required = true, always = true) @Nullable LabelSelector selector,
    @Field(tag = 3) PodTemplateSpec template)
    implements ReplicaSetSpecBuilder.With {
  /// An empty draft.
  public static ReplicaSetSpecBuilder builder() {
    return new ReplicaSetSpecBuilder();
  }
}
