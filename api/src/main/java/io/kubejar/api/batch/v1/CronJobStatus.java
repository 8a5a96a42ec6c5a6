package io.kubejar.api.batch.v1;

import io.kubejar.api.core.v1.ObjectReference;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Time;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The jobs running now and the times of the last start and the last success.
///
/// @param active References to the jobs started by this schedule that are still running.
/// @param lastScheduleTime Scheduled time of the run that was started most recently.
/// @param lastSuccessfulTime When a job of this schedule last came to a successful end.
@ApiType(value = "io.k8s.api.batch.v1.CronJobStatus", proto = "k8s.io.api.batch.v1.CronJobStatus")
public record CronJobStatus(
    @Field(tag = 1, list = ListType.ATOMIC) List<ObjectReference> active,
    @Field(tag = 4) @Nullable Time lastScheduleTime,
    @Field(tag = 5) @Nullable Time lastSuccessfulTime)
    implements CronJobStatusBuilder.With {
  public CronJobStatus {
    active = List.copyOf(active);
  }

  /// An empty draft.
  public static CronJobStatusBuilder builder() {
    return new CronJobStatusBuilder();
  }
}
