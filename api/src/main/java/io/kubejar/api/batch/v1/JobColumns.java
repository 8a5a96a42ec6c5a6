package io.kubejar.api.batch.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.core.v1.PodTemplateColumns;
import io.kubejar.api.kind.Ages;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.api.value.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The table form of jobs.
final class JobColumns {
  static final List<Column<Job>> ALL =
      List.of(
          Column.objectName(),
          Column.text("Status", "How far it is.", JobColumns::status),
          Column.text("Completions", "Pods that succeeded, of those wanted.", JobColumns::done),
          Column.timed("Duration", 0, "How long it took.", JobColumns::duration),
          Column.age(),
          PodTemplateColumns.containers(job -> job.spec().template()),
          PodTemplateColumns.images(job -> job.spec().template()),
          Column.wide(
              "Selector",
              "Which pods belong to it.",
              job -> LabelSelectors.text(job.spec().selector())));

  private JobColumns() {}

  private static Object status(Job job) {
    if (is(job, "Complete")) {
      return "Complete";
    }
    if (is(job, "Failed")) {
      return "Failed";
    }
    if (job.metadata().deletionTimestamp() != null) {
      return "Terminating";
    }
    if (is(job, "Suspended")) {
      return "Suspended";
    }
    if (is(job, "FailureTarget")) {
      return "FailureTarget";
    }
    return is(job, "SuccessCriteriaMet") ? "SuccessCriteriaMet" : "Running";
  }

  private static Object done(Job job) {
    Integer completions = job.spec().completions();
    int parallelism = orElse(job.spec().parallelism(), 0);
    if (completions != null) {
      return job.status().succeeded() + "/" + completions;
    }
    return parallelism > 1
        ? job.status().succeeded() + "/1 of " + parallelism
        : job.status().succeeded() + "/1";
  }

  private static String duration(Job job, Instant now) {
    Time start = job.status().startTime();
    Time end = job.status().completionTime();
    if (start == null) {
      return "";
    }
    return Ages.text(Duration.between(start.instant(), end == null ? now : end.instant()));
  }

  private static boolean is(Job job, String type) {
    return job.status().conditions().stream()
        .anyMatch(c -> c.type().equals(type) && c.status().equals("True"));
  }
}
