package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// Pods that are scheduled together, by the template of a workload or by itself.
///
/// @param metadata Standard object metadata: name, labels, annotations, owner references and so on.
/// @param spec How the group is scheduled; nearly all of it stays.
/// @param status Whether it was scheduled, and its claims.
@ApiType(
    value = "io.k8s.api.scheduling.v1alpha2.PodGroup",
    proto = "k8s.io.api.scheduling.v1alpha2.PodGroup",
    group = "scheduling.k8s.io",
    version = "v1alpha2",
    kind = "PodGroup")
public record PodGroup(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) PodGroupSpec spec,
    @Field(tag = 3) PodGroupStatus status)
    implements ApiObject, PodGroupBuilder.With {
  /// An empty draft.
  public static PodGroupBuilder builder() {
    return new PodGroupBuilder();
  }
}
