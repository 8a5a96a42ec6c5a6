package io.kubejar.api.batch.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Time;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbers of pods active, succeeded and failed, the start and completion times, and the
/// finished indexes.
///
/// @param conditions Observations such as completion, failure or suspension, keyed by `type`.
/// @param startTime When the controller began handling the job; reset whenever it is resumed from
///   suspension.
/// @param completionTime When the job finished successfully; never present on failed jobs.
/// @param active Pods pending or running that are not being deleted.
/// @param succeeded Pods that reached the phase `Succeeded`; never decreases except for scaled-down
///   indexes.
/// @param failed Pods that reached the phase `Failed`, as counted by the controller.
/// @param terminating Pods marked for deletion that are still pending or running.
/// @param completedIndexes Indexes that succeeded, as comma-separated numbers and ranges like
///   `1,3-5`.
/// @param failedIndexes Indexes given up on, as comma-separated numbers and ranges; only with
///   `backoffLimitPerIndex`.
/// @param uncountedTerminatedPods Finished pods seen by the controller but not yet included in the
///   counters.
/// @param ready Active pods whose `Ready` condition is true and that are not terminating.
@ApiType(value = "io.k8s.api.batch.v1.JobStatus", proto = "k8s.io.api.batch.v1.JobStatus")
public record JobStatus(
    @Field(tag = 1, list = ListType.ATOMIC, patch = "merge", mergeKey = "type")
        List<JobCondition> conditions,
    @Field(tag = 2) @Nullable Time startTime,
    @Field(tag = 3) @Nullable Time completionTime,
    @Field(tag = 4, format = "int32") int active,
    @Field(tag = 5, format = "int32") int succeeded,
    @Field(tag = 6, format = "int32") int failed,
    @Field(tag = 11, format = "int32") @Nullable Integer terminating,
    @Field(tag = 7) String completedIndexes,
    @Field(tag = 10) @Nullable String failedIndexes,
    @Field(tag = 8) @Nullable UncountedTerminatedPods uncountedTerminatedPods,
    @Field(tag = 9, format = "int32") @Nullable Integer ready)
    implements JobStatusBuilder.With {
  public JobStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static JobStatusBuilder builder() {
    return new JobStatusBuilder();
  }
}
