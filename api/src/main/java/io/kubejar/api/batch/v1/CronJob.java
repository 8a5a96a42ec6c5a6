package io.kubejar.api.batch.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A controller object that starts a job at times given by a cron schedule.
///
/// @param metadata Standard object metadata: name, namespace, labels, owner references and so on.
/// @param spec When jobs are started, and the template that each of them uses.
/// @param status Jobs now running and the times of the latest start and success.
@ApiType(
    value = "io.k8s.api.batch.v1.CronJob",
    proto = "k8s.io.api.batch.v1.CronJob",
    group = "batch",
    version = "v1",
    kind = "CronJob")
public record CronJob(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true) CronJobSpec spec,
    @Field(tag = 3) CronJobStatus status)
    implements ApiObject, CronJobBuilder.With {
  /// An empty draft.
  public static CronJobBuilder builder() {
    return new CronJobBuilder();
  }
}
