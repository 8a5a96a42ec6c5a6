package io.kubejar.api.batch.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.Time;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for the status of jobs, which other controllers may write, too: it tells one story,
/// and the story only goes on. Most rules hold for what a write changes; what was wrong before may
/// stay.
final class JobStatusValidation {
  private static final Path STATUS = Path.of("status");
  private static final Path CONDITIONS = STATUS.child("conditions");

  private final Job job;
  private final JobStatus status;
  private final JobStatus before;
  private final FieldErrors errors;
  private final boolean complete;
  private final boolean failed;

  private JobStatusValidation(Job job, Job old, FieldErrors errors) {
    this.job = job;
    this.status = job.status();
    this.before = old.status();
    this.errors = errors;
    this.complete = is("Complete");
    this.failed = is("Failed");
  }

  static void check(Job job, Job old, FieldErrors errors) {
    JobStatusValidation validation = new JobStatusValidation(job, old, errors);
    validation.checkCounts();
    validation.checkUncounted();
    validation.checkEnd();
    validation.checkNothingRuns();
    validation.checkIndexes();
    validation.checkReady();
    validation.checkSuccess();
    validation.checkConditionsStay();
    validation.checkCountsStay();
    validation.checkTimesStay();
  }

  private static boolean is(JobStatus status, String type) {
    return status.conditions().stream()
        .anyMatch(each -> each.type().equals(type) && each.status().equals("True"));
  }

  private boolean is(String type) {
    return is(status, type);
  }

  private boolean changed(String type) {
    return is(status, type) != is(before, type);
  }

  private boolean finished() {
    return complete || failed;
  }

  private boolean finishedChanged() {
    return finished() != (is(before, "Complete") || is(before, "Failed"));
  }

  private void refuse(String why) {
    errors.invalid(CONDITIONS, new FieldErrors.Json(why), "");
  }

  private void checkCounts() {
    errors.nonNegative(STATUS.child("active"), status.active());
    errors.nonNegative(STATUS.child("succeeded"), status.succeeded());
    errors.nonNegative(STATUS.child("failed"), status.failed());
    errors.nonNegative(STATUS.child("ready"), status.ready());
    errors.nonNegative(STATUS.child("terminating"), status.terminating());
  }

  private void checkUncounted() {
    UncountedTerminatedPods pods = status.uncountedTerminatedPods();
    if (pods != null) {
      Path path = STATUS.child("uncountedTerminatedPods");
      Set<String> seen = new HashSet<>();
      checkIdentities(pods.succeeded(), seen, path.child("succeeded"));
      checkIdentities(pods.failed(), seen, path.child("failed"));
    }
  }

  private void checkIdentities(List<String> uids, Set<String> seen, Path path) {
    for (int i = 0; i < uids.size(); i++) {
      String uid = uids.get(i);
      if (uid.isEmpty()) {
        errors.invalid(path.index(i), uid, "must not be empty");
      } else if (!seen.add(uid)) {
        errors.duplicate(path.index(i), uid);
      }
    }
  }

  /// A job ends in one way, at one time, after it began.
  private void checkEnd() {
    if (changed("Complete") || changed("Failed")) {
      if (complete && failed) {
        refuse("cannot set Complete=True and Failed=true conditions");
      }
    }
    if ((changed("Complete") || changed("FailureTarget")) && complete && is("FailureTarget")) {
      refuse("cannot set Complete=True and FailureTarget=true conditions");
    }
    Time start = status.startTime();
    Time end = status.completionTime();
    Path at = STATUS.child("completionTime");
    boolean endChanged = !Objects.equals(end, before.completionTime());
    if (changed("Complete") || endChanged) {
      if (end != null && !complete) {
        errors.invalid(
            at, end, "cannot set completionTime when there is no Complete=True condition");
      }
      if (end == null && complete) {
        errors.required(at, "completionTime is required for Complete jobs");
      }
    }
    boolean startChanged = !Objects.equals(start, before.startTime());
    if ((startChanged || endChanged)
        && start != null
        && end != null
        && end.instant().isBefore(start.instant())) {
      errors.invalid(at, end, "completionTime cannot be set before startTime");
    }
    if ((changed("Failed") || changed("FailureTarget")) && failed && !is("FailureTarget")) {
      refuse("cannot set Failed=True condition without the FailureTarget=true condition");
    }
    if ((changed("Complete") || changed("SuccessCriteriaMet"))
        && complete
        && !is("SuccessCriteriaMet")) {
      refuse("cannot set Complete=True condition without the SuccessCriteriaMet=true condition");
    }
  }

  /// What is finished began, and has no pods left.
  private void checkNothingRuns() {
    boolean finished = finished();
    if ((finishedChanged() || status.active() != before.active())
        && finished
        && status.active() > 0) {
      errors.invalid(
          STATUS.child("active"), status.active(), "active>0 is invalid for finished job");
    }
    boolean neverStarts =
        Boolean.TRUE.equals(job.spec().suspend()) && Objects.equals(job.spec().completions(), 0);
    if ((finishedChanged() || !Objects.equals(status.startTime(), before.startTime()))
        && !neverStarts
        && finished
        && status.startTime() == null) {
      errors.required(STATUS.child("startTime"), "startTime is required for finished job");
    }
    UncountedTerminatedPods pods = status.uncountedTerminatedPods();
    if ((finishedChanged() || !Objects.equals(pods, before.uncountedTerminatedPods()))
        && finished
        && pods != null
        && !(pods.succeeded().isEmpty() && pods.failed().isEmpty())) {
      errors.invalid(
          STATUS.child("uncountedTerminatedPods"),
          FieldErrors.plain(pods),
          "uncountedTerminatedPods needs to be empty for finished job");
    }
  }

  private void checkIndexes() {
    boolean completedChanged = !status.completedIndexes().equals(before.completedIndexes());
    boolean failedChanged = !Objects.equals(status.failedIndexes(), before.failedIndexes());
    String lost = status.failedIndexes();
    Path completedPath = STATUS.child("completedIndexes");
    Path failedPath = STATUS.child("failedIndexes");
    if (completedChanged) {
      checkFormat(status.completedIndexes(), "completedIndexes");
    }
    if (failedChanged && lost != null) {
      checkFormat(lost, "failedIndexes");
    }
    boolean indexed = "Indexed".equals(job.spec().completionMode());
    if (completedChanged && !status.completedIndexes().isEmpty() && !indexed) {
      errors.invalid(
          completedPath,
          status.completedIndexes(),
          "cannot set non-empty completedIndexes when non-indexed completion mode");
    }
    if (lost == null) {
      return;
    }
    if (failedChanged && job.spec().backoffLimitPerIndex() == null) {
      errors.invalid(
          failedPath, lost, "cannot set non-null failedIndexes when backoffLimitPerIndex is null");
    }
    if ((completedChanged || failedChanged) && indexed) {
      checkApart(lost, failedPath);
    }
  }

  private void checkFormat(String indexes, String field) {
    Integer completions = job.spec().completions();
    if (completions != null) {
      try {
        JobIndexes.count(indexes, completions);
      } catch (IllegalArgumentException e) {
        errors.invalid(
            STATUS.child(field), indexes, "error parsing %s: %s".formatted(field, e.getMessage()));
      }
    }
  }

  private void checkApart(String lost, Path path) {
    Integer both;
    try {
      both =
          JobIndexes.firstInBoth(
              status.completedIndexes(), lost, orElse(job.spec().completions(), 0));
    } catch (IllegalArgumentException e) {
      return;
    }
    if (both != null) {
      errors.invalid(path, lost, "failedIndexes and completedIndexes overlap at index: " + both);
    }
  }

  private void checkReady() {
    Integer terminating = status.terminating();
    if ((finishedChanged() || !Objects.equals(terminating, before.terminating()))
        && finished()
        && orElse(terminating, 0) > 0) {
      errors.invalid(
          STATUS.child("terminating"), terminating, "terminating>0 is invalid for finished job");
    }
    Integer ready = status.ready();
    if ((!Objects.equals(ready, before.ready()) || status.active() != before.active())
        && ready != null
        && ready > status.active()) {
      errors.invalid(STATUS.child("ready"), ready, "cannot set more ready pods than active");
    }
  }

  private void checkSuccess() {
    if (is("SuccessCriteriaMet")) {
      if (failed) {
        refuse("cannot set Failed=True and SuccessCriteriaMet conditions");
      }
      if (is("FailureTarget")) {
        refuse("cannot set FailureTarget=True and SuccessCriteriaMet=True conditions");
      }
    } else if (job.spec().successPolicy() != null && complete) {
      refuse("cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True");
    }
  }

  private void checkConditionsStay() {
    for (String type : List.of("Failed", "Complete", "FailureTarget")) {
      if (is(before, type) && !is(type)) {
        refuse("cannot disable the terminal " + type + "=True condition");
      }
    }
  }

  /// Indexed jobs may shrink, and forget the pods beyond their end.
  private void checkCountsStay() {
    boolean shrinks =
        "Indexed".equals(job.spec().completionMode())
            && Objects.equals(job.spec().completions(), job.spec().parallelism());
    if (status.failed() < before.failed()) {
      errors.invalid(STATUS.child("failed"), status.failed(), "cannot decrease the failed counter");
    }
    if (!shrinks && status.succeeded() < before.succeeded()) {
      errors.invalid(
          STATUS.child("succeeded"), status.succeeded(), "cannot decrease the succeeded counter");
    }
  }

  private void checkTimesStay() {
    Time end = status.completionTime();
    if (end != null && before.completionTime() != null && !end.equals(before.completionTime())) {
      errors.invalid(STATUS.child("completionTime"), end, "completionTime cannot be mutated");
    }
    checkStartStays(status.startTime());
    if (is(before, "SuccessCriteriaMet") && !is("SuccessCriteriaMet")) {
      refuse("cannot disable the SuccessCriteriaMet=True condition");
    }
    if (is(before, "Complete") && !is(before, "SuccessCriteriaMet") && is("SuccessCriteriaMet")) {
      refuse("cannot set SuccessCriteriaMet=True for Job already has Complete=true conditions");
    }
  }

  /// A job begins once, and anew when it goes on after it was suspended.
  private void checkStartStays(@Nullable Time start) {
    if (before.startTime() == null
        || Objects.equals(start, before.startTime())
        || Boolean.TRUE.equals(job.spec().suspend())
        || is(before, "Suspended")) {
      return;
    }
    errors.required(
        STATUS.child("startTime"),
        start == null
            ? "startTime cannot be removed for unsuspended job"
            : "startTime cannot be modified for unsuspended job");
  }
}
