package io.kubejar.api.batch.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// UIDs of ended pods that are not yet added to the job's counters, so that none is counted twice.
///
/// @param succeeded UIDs of successful pods that still have to be added to the counter.
/// @param failed UIDs of failed pods that still have to be added to the counter.
@ApiType(
    value = "io.k8s.api.batch.v1.UncountedTerminatedPods",
    proto = "k8s.io.api.batch.v1.UncountedTerminatedPods")
public record UncountedTerminatedPods(
    @Field(tag = 1, list = ListType.SET) List<String> succeeded,
    @Field(tag = 2, list = ListType.SET) List<String> failed)
    implements UncountedTerminatedPodsBuilder.With {
  public UncountedTerminatedPods {
    succeeded = List.copyOf(succeeded);
    failed = List.copyOf(failed);
  }

  /// An empty draft.
  public static UncountedTerminatedPodsBuilder builder() {
    return new UncountedTerminatedPodsBuilder();
  }
}
