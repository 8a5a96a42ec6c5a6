package io.kubejar.api.batch.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules for jobs by the clock.
final class CronJobValidation {
  private static final List<String> POLICIES = List.of("Allow", "Forbid", "Replace");

  private CronJobValidation() {}

  static void check(CronJobSpec spec, FieldErrors errors) {
    Path path = Path.of("spec");
    String schedule = spec.schedule();
    if (schedule.isEmpty()) {
      errors.required(path.child("schedule"));
    } else {
      checkSchedule(schedule, path.child("schedule"), errors);
    }
    errors.nonNegative(path.child("startingDeadlineSeconds"), spec.startingDeadlineSeconds());
    checkTimeZone(spec.timeZone(), path.child("timeZone"), errors);
    if (spec.concurrencyPolicy().isEmpty()) {
      errors.required(path.child("concurrencyPolicy"));
    } else if (!POLICIES.contains(spec.concurrencyPolicy())) {
      errors.notSupported(path.child("concurrencyPolicy"), spec.concurrencyPolicy(), POLICIES);
    }
    JobSpec job = spec.jobTemplate().spec();
    JobValidation.checkSpec(job, path.child("jobTemplate").child("spec"), errors);
    if (Boolean.TRUE.equals(job.manualSelector())) {
      errors.notSupported(
          path.child("jobTemplate").child("spec").child("manualSelector"), true, List.of("nil"));
    }
    errors.nonNegative(path.child("successfulJobsHistoryLimit"), spec.successfulJobsHistoryLimit());
    errors.nonNegative(path.child("failedJobsHistoryLimit"), spec.failedJobsHistoryLimit());
  }

  private static void checkSchedule(String schedule, Path path, FieldErrors errors) {
    if (schedule.contains("TZ")) {
      errors.invalid(
          path, schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
      return;
    }
    String wrong = CronSyntax.wrong(schedule);
    if (!wrong.isEmpty()) {
      errors.invalid(path, schedule, wrong);
    }
  }

  private static void checkTimeZone(@Nullable String zone, Path path, FieldErrors errors) {
    if (zone == null) {
      return;
    }
    if (zone.isEmpty()) {
      errors.invalid(path, zone, "timeZone must be nil or non-empty string");
    } else if (zone.equalsIgnoreCase("Local")) {
      errors.invalid(
          path,
          zone,
          "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
    } else if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      errors.invalid(path, zone, "unknown time zone " + zone);
    }
  }
}
