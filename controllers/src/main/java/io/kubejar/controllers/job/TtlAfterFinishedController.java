package io.kubejar.controllers.job;

import io.kubejar.api.batch.v1.Job;
import io.kubejar.api.batch.v1.JobCondition;
import io.kubejar.api.batch.v1.JobKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.Preconditions;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Deletes jobs some time after they have finished.
public final class TtlAfterFinishedController implements Controller {
  private static final String NAME = "ttl-after-finished-controller";

  private final Client client;
  private final InstantSource clock;
  private final Lister<Job> jobs;
  private final ReconcileLoop<Key> loop;

  public TtlAfterFinishedController(ControllerContext context) {
    this.client = context.client();
    this.clock = context.clock();
    Informer<Job> informer = context.informers().of(JobKind.JOB);
    this.jobs = informer.lister();
    this.loop = ReconcileLoop.of(NAME, 1, context, List.of(informer), this::reconcile);
    informer.addHandler(Changes.of(this::consider, (_, now) -> consider(now), _ -> {}));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void close() {
    loop.close();
  }

  /// The loop, for tests that turn it by hand.
  public ReconcileLoop<Key> loop() {
    return loop;
  }

  private void consider(Job job) {
    if (job.spec().ttlSecondsAfterFinished() != null && JobStatuses.isFinished(job)) {
      loop.queue().add(Key.of(job));
    }
  }

  private Reconciled reconcile(Key key) {
    Job job = jobs.get(key);
    if (job == null || job.metadata().deletionTimestamp() != null) {
      return Reconciled.done();
    }
    Integer seconds = job.spec().ttlSecondsAfterFinished();
    for (JobCondition condition : job.status().conditions()) {
      boolean ends =
          condition.status().equals("True")
              && (condition.type().equals("Complete") || condition.type().equals("Failed"));
      if (seconds == null || !ends || condition.lastTransitionTime() == null) {
        continue;
      }
      Duration left =
          Duration.between(
              clock.instant(), condition.lastTransitionTime().instant().plusSeconds(seconds));
      if (left.isPositive()) {
        return Reconciled.again(left);
      }
      delete(job);
      return Reconciled.done();
    }
    return Reconciled.done();
  }

  private void delete(Job job) {
    try {
      client
          .resources(JobKind.JOB, job.metadata().namespace())
          .delete(
              job.metadata().name(),
              DeleteOptions.builder()
                  .propagationPolicy("Foreground")
                  .preconditions(
                      Preconditions.builder()
                          .uid(job.metadata().uid())
                          .resourceVersion(job.metadata().resourceVersion())
                          .build())
                  .build());
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
  }
}
