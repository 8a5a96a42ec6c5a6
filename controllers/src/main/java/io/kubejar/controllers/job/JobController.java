package io.kubejar.controllers.job;

import io.kubejar.api.batch.v1.Job;
import io.kubejar.api.batch.v1.JobKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Adoption;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.Expectations;
import io.kubejar.controllers.runtime.Owners;
import io.kubejar.controllers.runtime.PodControl;
import io.kubejar.controllers.runtime.Pods;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Keeps jobs.
public final class JobController implements Controller {
  private static final String NAME = "job-controller";
  private static final String MANAGER = "kubernetes.io/job-controller";
  private static final int WORKERS = 5;

  private final Client client;
  private final EventRecorder events;
  private final InstantSource clock;
  private final PodControl podControl;
  private final Adoption<Job, Pod> adoption;
  private final Expectations expectations;
  private final PodTracking tracking;
  private final Lister<Job> jobs;
  private final Lister<Pod> pods;
  private final ReconcileLoop<Key> loop;
  private final ReconcileLoop<Key> orphans;

  public JobController(ControllerContext context) {
    this.client = context.client();
    this.events = context.events(NAME);
    this.clock = context.clock();
    this.podControl = new PodControl(client, events);
    this.adoption = new Adoption<>(client, JobKind.JOB, PodKind.POD, List.of(JobPods.FINALIZER));
    this.expectations = new Expectations(clock);
    this.tracking = new PodTracking(client);
    Informer<Job> jobInformer = context.informers().of(JobKind.JOB);
    Informer<Pod> podInformer = Owners.index(context.informers().of(PodKind.POD));
    this.jobs = jobInformer.lister();
    this.pods = podInformer.lister();
    var needed = List.of(jobInformer, podInformer);
    this.loop = ReconcileLoop.of(NAME, WORKERS, context, needed, this::reconcile);
    this.orphans = ReconcileLoop.of(NAME + "-orphans", 1, context, needed, this::releaseOrphan);
    jobInformer.addHandler(Changes.of(this::enqueue, (_, now) -> enqueue(now), this::deletedJob));
    podInformer.addHandler(Changes.of(this::addedPod, this::updatedPod, this::gonePod));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start() {
    loop.start();
    orphans.start();
  }

  @Override
  public void close() {
    loop.close();
    orphans.close();
  }

  /// The loop over jobs, for tests that turn it by hand.
  public ReconcileLoop<Key> loop() {
    return loop;
  }

  /// The loop over pods whose job is gone, for tests that turn it by hand.
  public ReconcileLoop<Key> orphans() {
    return orphans;
  }

  private void enqueue(Job job) {
    loop.queue().add(Key.of(job));
  }

  private void deletedJob(Job job) {
    expectations.forget(Key.of(job));
    enqueue(job);
    Owners.controlledBy(pods, job).forEach(this::checkOrphan);
  }

  private void checkOrphan(Pod pod) {
    if (JobPods.isTracked(pod)) {
      orphans.queue().add(Key.of(pod));
    }
  }

  private void addedPod(Pod pod) {
    if (Pods.isTerminating(pod)) {
      deletedPod(pod);
      return;
    }
    Job job = controller(pod);
    if (job != null) {
      expectations.created(Key.of(job));
      enqueue(job);
    } else {
      withoutJob(pod);
    }
  }

  private void updatedPod(Pod old, Pod pod) {
    tracking.seen(pod, false);
    if (Pods.isTerminating(pod)) {
      deletedPod(pod);
      return;
    }
    if (!Objects.equals(Owners.controllerOf(old), Owners.controllerOf(pod))) {
      Job before = controller(old);
      if (before != null) {
        enqueue(before);
      }
    }
    Job job = controller(pod);
    if (job != null) {
      enqueue(job);
    } else {
      withoutJob(pod);
    }
  }

  private void withoutJob(Pod pod) {
    checkOrphan(pod);
    if (Owners.controllerOf(pod) == null) {
      for (Job job : jobs.list(pod.metadata().namespace())) {
        if (LabelSelectors.matches(job.spec().selector(), pod.metadata().labels())) {
          enqueue(job);
        }
      }
    }
  }

  private void gonePod(Pod pod) {
    tracking.seen(pod, true);
    deletedPod(pod);
  }

  private void deletedPod(Pod pod) {
    Job job = controller(pod);
    if (job == null) {
      checkOrphan(pod);
      return;
    }
    expectations.deleted(Key.of(job), pod.metadata().uid());
    enqueue(job);
  }

  private @Nullable Job controller(Pod pod) {
    OwnerReference owner = Owners.controllerOf(pod);
    return Owners.resolve(jobs, JobKind.JOB, pod.metadata().namespace(), owner);
  }

  /// Takes the finalizer from a pod that no job will count.
  private Reconciled releaseOrphan(Key key) {
    Pod pod = pods.get(key);
    if (pod == null || !JobPods.isTracked(pod)) {
      return Reconciled.done();
    }
    OwnerReference owner = Owners.controllerOf(pod);
    if (owner != null && !owner.kind().equals("Job")) {
      return Reconciled.done();
    }
    Job job = controller(pod);
    if (job == null) {
      tracking.untrack(pod);
    }
    return Reconciled.done();
  }

  private Reconciled reconcile(Key key) throws InterruptedException {
    Job job = jobs.get(key);
    if (job == null) {
      expectations.forget(key);
      return Reconciled.done();
    }
    String manager = job.spec().managedBy();
    if (manager != null && !manager.equals(MANAGER)) {
      return Reconciled.done();
    }
    if (JobStatuses.isFinished(job)) {
      for (Pod pod : Owners.controlledBy(pods, job)) {
        tracking.untrack(pod);
      }
      return Reconciled.done();
    }
    boolean act = expectations.areMet(key);
    List<Pod> candidates = new ArrayList<>(Owners.controlledBy(pods, job));
    candidates.addAll(Owners.orphans(pods, key.namespace()));
    List<Pod> owned =
        adoption.claim(
            job,
            candidates,
            pod -> LabelSelectors.matches(job.spec().selector(), pod.metadata().labels()));
    return new JobRun(client, events, podControl, expectations, tracking, job, owned, clock)
        .run(act);
  }
}
