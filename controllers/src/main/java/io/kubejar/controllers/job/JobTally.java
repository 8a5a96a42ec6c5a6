package io.kubejar.controllers.job;

import io.kubejar.api.batch.v1.Job;
import io.kubejar.api.batch.v1.JobCondition;
import io.kubejar.api.batch.v1.JobSpec;
import io.kubejar.api.batch.v1.SuccessPolicyRule;
import io.kubejar.api.batch.v1.UncountedTerminatedPods;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.controllers.runtime.Pods;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a job's pods add up to. A pure function of the job and its pods.
final class JobTally {
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(10);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);

  private final Job job;
  private final Instant now;
  final List<Pod> all;
  final List<Pod> active = new ArrayList<>();
  final List<Pod> terminating = new ArrayList<>();
  final List<Pod> newSucceeded = new ArrayList<>();
  final List<Pod> newFailed = new ArrayList<>();
  final List<Pod> ignored = new ArrayList<>();
  final NavigableSet<Integer> succeededIndexes;
  final NavigableSet<Integer> failedIndexes;
  int ready;
  int succeeded;
  int failed;
  private @Nullable Verdict failedByPolicy;

  JobTally(Job job, List<Pod> pods, Predicate<Pod> tracked, Instant now) {
    this.job = job;
    this.now = now;
    this.all = pods;
    UncountedTerminatedPods uncounted = job.status().uncountedTerminatedPods();
    Set<String> seen = new HashSet<>();
    int uncountedSucceeded = 0;
    int uncountedFailed = 0;
    if (uncounted != null) {
      seen.addAll(uncounted.succeeded());
      seen.addAll(uncounted.failed());
      uncountedSucceeded = uncounted.succeeded().size();
      uncountedFailed = uncounted.failed().size();
    }
    succeededIndexes = Indexes.parse(job.status().completedIndexes(), completions());
    failedIndexes = Indexes.parse(job.status().failedIndexes(), completions());
    pods.forEach(pod -> sort(pod, tracked.test(pod) && !seen.contains(pod.metadata().uid())));
    failedIndexes.removeAll(succeededIndexes);
    failed = job.status().failed() + uncountedFailed + newFailed.size();
    succeeded =
        JobPods.isIndexed(job)
            ? succeededIndexes.size()
            : job.status().succeeded() + uncountedSucceeded + newSucceeded.size();
  }

  private int completions() {
    Integer completions = job.spec().completions();
    return completions == null ? Integer.MAX_VALUE : completions;
  }

  /// Whether a pod is replaced only when it has stopped, not when it begins to.
  boolean replacesOnlyFailed() {
    return "Failed".equals(job.spec().podReplacementPolicy())
        || job.spec().podFailurePolicy() != null;
  }

  private void sort(Pod pod, boolean uncounted) {
    if (Pods.isActive(pod)) {
      active.add(pod);
      ready += Pods.isReady(pod) ? 1 : 0;
      return;
    }
    if (!Pods.isFinished(pod)) {
      terminating.add(pod);
      if (replacesOnlyFailed()) {
        return;
      }
    }
    if (!uncounted) {
      return;
    }
    if (Pods.isSucceeded(pod)) {
      succeed(pod);
    } else {
      fail(pod);
    }
  }

  private void succeed(Pod pod) {
    if (!JobPods.isIndexed(job)) {
      newSucceeded.add(pod);
      return;
    }
    int index = JobPods.index(pod);
    if (index >= 0 && index < completions()) {
      newSucceeded.add(pod);
      succeededIndexes.add(index);
    } else {
      ignored.add(pod);
    }
  }

  private void fail(Pod pod) {
    boolean indexIsLost = false;
    switch (FailurePolicy.of(job, pod)) {
      case FailurePolicy.Ignore() -> {
        ignored.add(pod);
        return;
      }
      case FailurePolicy.FailJob(String message) -> {
        if (failedByPolicy == null) {
          failedByPolicy = new Verdict(false, "PodFailurePolicy", message);
        }
      }
      case FailurePolicy.FailIndex() -> indexIsLost = true;
      case FailurePolicy.Count() -> {}
    }
    newFailed.add(pod);
    Integer limit = job.spec().backoffLimitPerIndex();
    int index = JobPods.index(pod);
    if (limit != null && index >= 0 && (indexIsLost || JobPods.failures(pod) >= limit)) {
      failedIndexes.add(index);
    }
  }

  /// Whether the job has come to its end; null while it goes on.
  @Nullable Verdict verdict() {
    for (JobCondition condition : job.status().conditions()) {
      boolean holds = condition.status().equals("True");
      if (holds && condition.type().equals("FailureTarget")) {
        return new Verdict(false, condition.reason(), condition.message());
      }
      if (holds && condition.type().equals("SuccessCriteriaMet")) {
        return new Verdict(true, condition.reason(), condition.message());
      }
    }
    JobSpec spec = job.spec();
    if (failedByPolicy != null) {
      return failedByPolicy;
    }
    int limit = spec.backoffLimit() == null ? 6 : spec.backoffLimit();
    if (failed > limit || restartedTooOften(limit)) {
      return Verdict.BACKOFF;
    }
    Duration left = untilDeadline();
    if (left != null && left.isZero()) {
      return Verdict.DEADLINE;
    }
    if (spec.maxFailedIndexes() != null && failedIndexes.size() > spec.maxFailedIndexes()) {
      return Verdict.TOO_MANY_FAILED_INDEXES;
    }
    Verdict early = bySuccessPolicy();
    if (early != null) {
      return early;
    }
    Integer completions = spec.completions();
    if (completions == null) {
      return succeeded > 0 && active.isEmpty() ? Verdict.COMPLETE : null;
    }
    if (succeeded >= completions) {
      return Verdict.COMPLETE;
    }
    return !failedIndexes.isEmpty() && succeeded + failedIndexes.size() >= completions
        ? Verdict.FAILED_INDEXES
        : null;
  }

  private boolean restartedTooOften(int limit) {
    if (!job.spec().template().spec().restartPolicy().equals("OnFailure")) {
      return false;
    }
    int restarts = active.stream().mapToInt(JobPods::restarts).sum();
    return limit == 0 ? restarts > 0 : restarts >= limit;
  }

  private @Nullable Verdict bySuccessPolicy() {
    if (job.spec().successPolicy() == null || !JobPods.isIndexed(job)) {
      return null;
    }
    List<SuccessPolicyRule> rules = job.spec().successPolicy().rules();
    for (int i = 0; i < rules.size(); i++) {
      SuccessPolicyRule rule = rules.get(i);
      Set<Integer> counted = new TreeSet<>(succeededIndexes);
      int needed = Integer.MAX_VALUE;
      if (rule.succeededIndexes() != null) {
        Set<Integer> wanted = Indexes.parse(rule.succeededIndexes(), completions());
        counted.retainAll(wanted);
        needed = wanted.size();
      }
      if (rule.succeededCount() != null) {
        needed = rule.succeededCount();
      }
      if (counted.size() >= needed) {
        return new Verdict(true, "SuccessPolicy", "Matched rules at index " + i);
      }
    }
    return null;
  }

  /// How long the job may still run, zero when no longer; null without a deadline.
  @Nullable Duration untilDeadline() {
    Long seconds = job.spec().activeDeadlineSeconds();
    if (seconds == null
        || job.status().startTime() == null
        || Boolean.TRUE.equals(job.spec().suspend())) {
      return null;
    }
    Duration left = Duration.between(now, job.status().startTime().instant().plusSeconds(seconds));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// How many pods there should be now.
  int wanted() {
    Integer parallelism = job.spec().parallelism();
    int most = parallelism == null ? 1 : parallelism;
    if (job.spec().completions() == null) {
      return succeeded > 0 ? Math.min(active.size(), most) : most;
    }
    int left = completions() - succeeded - failedIndexes.size();
    return Math.max(0, Math.min(left, most));
  }

  /// Active pods to delete: those whose index is taken, done or not asked for, then the newest ones
  /// beyond the wanted number, pending before running.
  List<Pod> surplus() {
    List<Pod> kept = new ArrayList<>();
    List<Pod> surplus = new ArrayList<>();
    Set<Integer> taken = new HashSet<>();
    for (Pod pod : active) {
      int index = JobPods.index(pod);
      boolean fits =
          !JobPods.isIndexed(job)
              || (index >= 0
                  && index < completions()
                  && !succeededIndexes.contains(index)
                  && !failedIndexes.contains(index)
                  && taken.add(index));
      (fits ? kept : surplus).add(pod);
    }
    Comparator<Pod> leastFirst =
        Comparator.comparing((Pod pod) -> !pod.spec().nodeName().isEmpty())
            .thenComparing(pod -> pod.status().phase().equals("Running"))
            .thenComparing(Pods::isReady)
            .thenComparing(
                pod -> pod.metadata().creationTimestamp(),
                Comparator.nullsFirst(Comparator.reverseOrder()));
    kept.sort(leastFirst);
    surplus.addAll(kept.subList(0, Math.max(0, kept.size() - wanted())));
    return surplus;
  }

  /// How many pods to add.
  int missing() {
    int there = active.size() + (replacesOnlyFailed() ? terminating.size() : 0);
    return Math.max(0, wanted() - there);
  }

  /// The lowest indexes that need a pod.
  List<Integer> missingIndexes(int count) {
    Set<Integer> taken = new HashSet<>();
    active.forEach(pod -> taken.add(JobPods.index(pod)));
    if (replacesOnlyFailed()) {
      terminating.forEach(pod -> taken.add(JobPods.index(pod)));
    }
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < completions() && indexes.size() < count; i++) {
      if (!taken.contains(i) && !succeededIndexes.contains(i) && !failedIndexes.contains(i)) {
        indexes.add(i);
      }
    }
    return indexes;
  }

  /// How often an index has failed.
  int failures(int index) {
    int failures = 0;
    for (Pod pod : all) {
      if (JobPods.index(pod) == index && Pods.isFailed(pod) && !ignored.contains(pod)) {
        failures = Math.max(failures, JobPods.failures(pod) + 1);
      }
    }
    return failures;
  }

  /// How long to wait before pods are added, as earlier ones failed: 10 s after the first failure
  /// since the last success, then twice as long each time.
  Duration backoff() {
    List<Pod> finished = new ArrayList<>();
    for (Pod pod : all) {
      if (Pods.isFinished(pod) || (Pods.isTerminating(pod) && !replacesOnlyFailed())) {
        finished.add(pod);
      }
    }
    finished.sort(Comparator.comparing((Pod pod) -> JobPods.finishedAt(pod, now)).reversed());
    int failures = 0;
    for (Pod pod : finished) {
      if (Pods.isSucceeded(pod)) {
        break;
      }
      failures++;
    }
    if (failures == 0) {
      return Duration.ZERO;
    }
    Duration wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures - 1, 10));
    wait = wait.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : wait;
    Duration left = Duration.between(now, JobPods.finishedAt(finished.getFirst(), now).plus(wait));
    return left.isNegative() ? Duration.ZERO : left;
  }
}
