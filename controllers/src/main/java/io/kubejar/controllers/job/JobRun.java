package io.kubejar.controllers.job;

import io.kubejar.api.batch.v1.Job;
import io.kubejar.api.batch.v1.JobBuilder;
import io.kubejar.api.batch.v1.JobKind;
import io.kubejar.api.batch.v1.JobStatus;
import io.kubejar.api.batch.v1.UncountedTerminatedPods;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.value.Time;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Key;
import io.kubejar.controllers.runtime.Expectations;
import io.kubejar.controllers.runtime.PodControl;
import io.kubejar.controllers.runtime.Reconciled;
import io.kubejar.controllers.runtime.SlowStart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One look at one unfinished job: pods are made and deleted, those that finished are counted, and
/// the status is written.
final class JobRun {
  private static final int MOST_AT_ONCE = 500;

  private final Client client;
  private final EventRecorder events;
  private final PodControl podControl;
  private final Expectations expectations;
  private final PodTracking tracking;
  private final Key key;
  private final List<Pod> pods;
  private final Instant now;
  private Job job;
  private JobStatus written;
  private int activeNow;
  private @Nullable Duration wait;
  private Optional<ApiException> failure = Optional.empty();

  JobRun(
      Client client,
      EventRecorder events,
      PodControl podControl,
      Expectations expectations,
      PodTracking tracking,
      Job job,
      List<Pod> pods,
      InstantSource clock) {
    this.client = client;
    this.events = events;
    this.podControl = podControl;
    this.expectations = expectations;
    this.tracking = tracking;
    this.key = Key.of(job);
    this.pods = pods;
    this.now = clock.instant();
    this.job = job;
    this.written = job.status();
  }

  Reconciled run(boolean act) throws InterruptedException {
    boolean suspended = Boolean.TRUE.equals(job.spec().suspend());
    if (job.status().startTime() == null && !suspended) {
      Time start = new Time(now);
      job = job.with(b -> b.status(s -> s.startTime(start)));
    }
    settleCounted();
    JobTally tally = new JobTally(job, pods, tracking::isTracked, now);
    Verdict verdict = tally.verdict();
    activeNow = tally.active.size();
    if (verdict != null) {
      delete(tally.active, false);
    } else if (act && job.metadata().deletionTimestamp() == null) {
      manage(tally, suspended);
    }
    JobStatus status = job.status();
    if (verdict == null) {
      status = suspension(status, suspended);
    } else {
      status =
          JobStatuses.with(
              status, verdict.criterion(), true, verdict.reason(), verdict.message(), now);
    }
    int active = activeNow;
    int ready = Math.min(tally.ready, active);
    status = status.with(s -> s.active(active).ready(ready).terminating(tally.terminating.size()));
    count(tally, status);
    finish(tally, verdict);
    if (failure.isPresent()) {
      return Reconciled.retry(String.valueOf(failure.get().getMessage()));
    }
    Duration deadline = verdict == null ? tally.untilDeadline() : null;
    return Reconciled.after(
        wait == null || (deadline != null && deadline.compareTo(wait) < 0) ? deadline : wait);
  }

  private void manage(JobTally tally, boolean suspended) throws InterruptedException {
    if (suspended) {
      delete(tally.active, true);
      return;
    }
    List<Pod> surplus = tally.surplus();
    if (!surplus.isEmpty()) {
      delete(surplus.subList(0, Math.min(surplus.size(), MOST_AT_ONCE)), true);
      return;
    }
    int missing = Math.min(tally.missing(), MOST_AT_ONCE);
    if (missing == 0) {
      return;
    }
    Duration backoff = tally.backoff();
    if (!backoff.isZero()) {
      wait = backoff;
      return;
    }
    create(tally, missing);
  }

  private void create(JobTally tally, int missing) throws InterruptedException {
    List<Pod> drafts = new ArrayList<>();
    if (JobPods.isIndexed(job)) {
      for (int index : tally.missingIndexes(missing)) {
        drafts.add(JobPods.indexed(job, index, tally.failures(index)));
      }
    } else {
      for (int i = 0; i < missing; i++) {
        drafts.add(JobPods.plain(job));
      }
    }
    expectations.expectCreations(key, drafts.size());
    var outcome =
        SlowStart.run(
            drafts.size(),
            i -> {
              try {
                podControl.create(JobKind.JOB, job, drafts.get(i));
              } catch (ApiException e) {
                expectations.created(key);
                throw e;
              }
            });
    for (int i = 0; i < outcome.skipped(); i++) {
      expectations.created(key);
    }
    activeNow += outcome.succeeded();
    failure =
        outcome.failure().filter(e -> !PodControl.isNamespaceTerminating(e)).or(() -> failure);
  }

  /// Deletes pods; those not to be counted lose their finalizer first.
  private void delete(List<Pod> surplus, boolean uncounted) throws InterruptedException {
    surplus.forEach(pod -> expectations.expectDeletion(key, pod.metadata().uid()));
    var outcome =
        SlowStart.all(
            surplus.size(),
            i -> {
              Pod pod = surplus.get(i);
              try {
                if (uncounted) {
                  tracking.untrack(pod);
                }
                podControl.delete(JobKind.JOB, job, pod);
              } catch (ApiException e) {
                expectations.deleted(key, pod.metadata().uid());
                if (!e.isNotFound()) {
                  throw e;
                }
              }
            });
    activeNow -= outcome.succeeded();
    failure = outcome.failure().or(() -> failure);
  }

  private JobStatus suspension(JobStatus status, boolean suspended) {
    if (suspended == JobStatuses.holds(status, JobStatuses.SUSPENDED)) {
      return status;
    }
    if (suspended) {
      events.normal(JobKind.JOB, job, "Suspended", "Job suspended");
      return JobStatuses.with(
          status, JobStatuses.SUSPENDED, true, "JobSuspended", "Job suspended", now);
    }
    events.normal(JobKind.JOB, job, "Resumed", "Job resumed");
    Time start = new Time(now);
    return JobStatuses.with(status, JobStatuses.SUSPENDED, false, "JobResumed", "Job resumed", now)
        .with(s -> s.startTime(start));
  }

  /// Moves pods that an earlier look noted, and whose finalizer is gone, to the counters.
  private void settleCounted() {
    UncountedTerminatedPods noted = job.status().uncountedTerminatedPods();
    if (noted == null) {
      return;
    }
    Set<String> tracked = new HashSet<>();
    for (Pod pod : pods) {
      if (tracking.isTracked(pod)) {
        tracked.add(pod.metadata().uid());
      }
    }
    List<String> succeeded = noted.succeeded().stream().filter(tracked::contains).toList();
    List<String> failed = noted.failed().stream().filter(tracked::contains).toList();
    int newSucceeded = noted.succeeded().size() - succeeded.size();
    int newFailed = noted.failed().size() - failed.size();
    JobStatus status = job.status();
    job =
        job.with(
            b ->
                b.status(
                    s ->
                        s.succeeded(status.succeeded() + newSucceeded)
                            .failed(status.failed() + newFailed)
                            .uncountedTerminatedPods(
                                new UncountedTerminatedPods(succeeded, failed))));
  }

  /// Counts finished pods: notes their uids, takes their finalizers, raises the counters.
  private void count(JobTally tally, JobStatus status) {
    UncountedTerminatedPods known = status.uncountedTerminatedPods();
    List<String> succeeded = new ArrayList<>(known == null ? List.of() : known.succeeded());
    List<String> failed = new ArrayList<>(known == null ? List.of() : known.failed());
    List<Pod> counted = new ArrayList<>();
    JobStatus noted = status;
    if (JobPods.isIndexed(job)) {
      String done = Indexes.text(tally.succeededIndexes);
      noted = noted.with(s -> s.completedIndexes(done).succeeded(tally.succeededIndexes.size()));
      if (job.spec().backoffLimitPerIndex() != null) {
        String lost = Indexes.text(tally.failedIndexes);
        noted = noted.with(s -> s.failedIndexes(lost));
      }
      counted.addAll(tally.newSucceeded);
    } else {
      for (Pod pod : tally.newSucceeded.stream().limit(MOST_AT_ONCE).toList()) {
        succeeded.add(pod.metadata().uid());
      }
    }
    for (Pod pod : tally.newFailed.stream().limit(MOST_AT_ONCE).toList()) {
      failed.add(pod.metadata().uid());
    }
    var uncounted = new UncountedTerminatedPods(succeeded, failed);
    noted = noted.with(s -> s.uncountedTerminatedPods(uncounted));
    Set<String> uids = new HashSet<>(succeeded);
    uids.addAll(failed);
    pods.stream().filter(pod -> uids.contains(pod.metadata().uid())).forEach(counted::add);
    counted.addAll(tally.ignored);
    if (counted.isEmpty()) {
      job = job.with(status(noted));
      return;
    }
    write(noted);
    counted.forEach(tracking::untrack);
    JobStatus before = job.status();
    boolean indexed = JobPods.isIndexed(job);
    job =
        job.with(
            status(
                before.with(
                    s ->
                        s.succeeded(
                                indexed
                                    ? before.succeeded()
                                    : before.succeeded() + succeeded.size())
                            .failed(before.failed() + failed.size())
                            .uncountedTerminatedPods(
                                new UncountedTerminatedPods(List.of(), List.of())))));
  }

  private static Consumer<JobBuilder> status(JobStatus status) {
    return b -> b.status(status);
  }

  /// Writes the status, with the end of the job in it once nothing is left to stop or count.
  private void finish(JobTally tally, @Nullable Verdict verdict) {
    if (verdict == null || !tally.active.isEmpty() || !tally.terminating.isEmpty()) {
      write(job.status());
      return;
    }
    JobStatus status =
        JobStatuses.with(
            job.status(), verdict.condition(), true, verdict.reason(), verdict.message(), now);
    if (!verdict.success()) {
      write(status);
      events.warning(JobKind.JOB, job, verdict.reason(), verdict.message());
      return;
    }
    Time end = new Time(now);
    write(status.with(s -> s.completionTime(end)));
    events.normal(JobKind.JOB, job, "Completed", "Job completed");
  }

  private void write(JobStatus status) {
    if (!status.equals(written)) {
      job =
          client
              .resources(JobKind.JOB, job.metadata().namespace())
              .updateStatus(job.with(status(status)));
      written = job.status();
    }
  }
}
