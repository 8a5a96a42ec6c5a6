package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The templates of a workload's groups, and whose they are.
///
/// @param controllerRef Object that the workload belongs to, such as a job; for tools.
/// @param podGroupTemplates Templates by name, one to eight.
@ApiType(
    value = "io.k8s.api.scheduling.v1alpha2.WorkloadSpec",
    proto = "k8s.io.api.scheduling.v1alpha2.WorkloadSpec")
public record WorkloadSpec(
    @Field(tag = 1) @Nullable TypedLocalObjectReference controllerRef,
    @Field(tag = 2, required = true, always = true, list = ListType.MAP, keys = "name")
        List<PodGroupTemplate> podGroupTemplates)
    implements WorkloadSpecBuilder.With {
  public WorkloadSpec {
    podGroupTemplates = List.copyOf(podGroupTemplates);
  }

  /// An empty draft.
  public static WorkloadSpecBuilder builder() {
    return new WorkloadSpecBuilder();
  }
}
