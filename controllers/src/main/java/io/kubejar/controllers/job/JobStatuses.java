package io.kubejar.controllers.job;

import io.kubejar.api.batch.v1.Job;
import io.kubejar.api.batch.v1.JobCondition;
import io.kubejar.api.batch.v1.JobStatus;
import io.kubejar.api.value.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conditions of jobs. Pure functions.
final class JobStatuses {
  static final String SUSPENDED = "Suspended";

  private JobStatuses() {}

  /// Whether a job is complete or failed.
  static boolean isFinished(Job job) {
    return holds(job.status(), "Complete") || holds(job.status(), "Failed");
  }

  static @Nullable JobCondition find(JobStatus status, String type) {
    for (JobCondition condition : status.conditions()) {
      if (condition.type().equals(type)) {
        return condition;
      }
    }
    return null;
  }

  static boolean holds(JobStatus status, String type) {
    JobCondition condition = find(status, type);
    return condition != null && condition.status().equals("True");
  }

  /// The status with a condition set, at the place where it was.
  static JobStatus with(
      JobStatus status, String type, boolean holds, String reason, String message, Instant now) {
    Time time = new Time(now);
    JobCondition added =
        new JobCondition(type, holds ? "True" : "False", time, time, reason, message);
    List<JobCondition> conditions = new ArrayList<>(status.conditions());
    for (int i = 0; i < conditions.size(); i++) {
      JobCondition known = conditions.get(i);
      if (known.type().equals(type)) {
        if (known.status().equals(added.status())) {
          return status;
        }
        conditions.set(i, added);
        return status.with(s -> s.conditions(conditions));
      }
    }
    conditions.add(added);
    return status.with(s -> s.conditions(conditions));
  }
}
