package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// Templates for groups of pods that are to be scheduled together.
///
/// @param metadata Standard object metadata: name, labels, annotations, owner references and so on.
/// @param spec The templates; they stay as they were created.
@ApiType(
    value = "io.k8s.api.scheduling.v1alpha2.Workload",
    proto = "k8s.io.api.scheduling.v1alpha2.Workload",
    group = "scheduling.k8s.io",
    version = "v1alpha2",
    kind = "Workload")
public record Workload(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) WorkloadSpec spec)
    implements ApiObject, WorkloadBuilder.With {
  /// An empty draft.
  public static WorkloadBuilder builder() {
    return new WorkloadBuilder();
  }
}
