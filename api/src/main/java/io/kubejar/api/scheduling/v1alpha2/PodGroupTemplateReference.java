package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The template of a group; exactly one of the ways to name it is set.
///
/// @param workload Template of a workload.
@ApiType(
    value = "io.k8s.api.scheduling.v1alpha2.PodGroupTemplateReference",
    proto = "k8s.io.api.scheduling.v1alpha2.PodGroupTemplateReference")
public record PodGroupTemplateReference(
    @Field(tag = 1, always = true) @Nullable WorkloadPodGroupTemplateReference workload)
    implements PodGroupTemplateReferenceBuilder.With {
  /// An empty draft.
  public static PodGroupTemplateReferenceBuilder builder() {
    return new PodGroupTemplateReferenceBuilder();
  }
}
