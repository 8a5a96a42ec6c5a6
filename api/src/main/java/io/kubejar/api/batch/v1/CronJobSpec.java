package io.kubejar.api.batch.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The schedule and time zone, the job template, what happens when runs overlap or are late, and
/// how many finished jobs to keep.
///
/// @param schedule Five-field cron expression or macro such as `@hourly` saying when to run.
/// @param timeZone IANA time zone name for the schedule; absent means the controller manager's
///   local zone.
/// @param startingDeadlineSeconds Seconds a missed run may start late; runs missed by more are
///   skipped. No limit if absent.
/// @param concurrencyPolicy Overlapping runs: `Allow` (default) permits them, `Forbid` skips the
///   new one, `Replace` cancels the old one.
/// @param suspend True stops further runs from starting; jobs under way continue. Default false.
/// @param jobTemplate Template of the job object created at each scheduled time.
/// @param successfulJobsHistoryLimit Number of successfully finished jobs to keep, zero or more;
///   default 3.
/// @param failedJobsHistoryLimit Number of failed jobs to keep, zero or more; default 1.
@ApiType(value = "io.k8s.api.batch.v1.CronJobSpec", proto = "k8s.io.api.batch.v1.CronJobSpec")
public record CronJobSpec(
    @Field(tag = 1, required = true, always = true) String schedule,
    @Field(tag = 8) @Nullable String timeZone,
    @Field(tag = 2, format = "int64") @Nullable Long startingDeadlineSeconds,
    @Field(
            tag = 3,
            oneOf = {"Allow", "Forbid", "Replace"})
        String concurrencyPolicy,
    @Field(tag = 4) @Nullable Boolean suspend,
    @Field(tag = 5, required = true, always = true) JobTemplateSpec jobTemplate,
    @Field(tag = 6, format = "int32") @Nullable Integer successfulJobsHistoryLimit,
    @Field(tag = 7, format = "int32") @Nullable Integer failedJobsHistoryLimit)
    implements CronJobSpecBuilder.With {
  /// An empty draft.
  public static CronJobSpecBuilder builder() {
    return new CronJobSpecBuilder();
  }
}
