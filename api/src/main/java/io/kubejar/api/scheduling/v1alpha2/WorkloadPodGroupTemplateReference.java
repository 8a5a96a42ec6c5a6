package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A template of a workload.
///
/// @param workloadName Name of the workload.
/// @param podGroupTemplateName Name of the template in it.
@ApiType(
    value = "io.k8s.api.scheduling.v1alpha2.WorkloadPodGroupTemplateReference",
    proto = "k8s.io.api.scheduling.v1alpha2.WorkloadPodGroupTemplateReference")
public record WorkloadPodGroupTemplateReference(
    @Field(tag = 1, required = true, always = true) String workloadName,
    @Field(tag = 2, required = true, always = true) String podGroupTemplateName)
    implements WorkloadPodGroupTemplateReferenceBuilder.With {
  /// An empty draft.
  public static WorkloadPodGroupTemplateReferenceBuilder builder() {
    return new WorkloadPodGroupTemplateReferenceBuilder();
  }
}
