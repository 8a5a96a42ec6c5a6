package io.kubejar.controllers.deployment;

import io.kubejar.api.apps.v1.Deployment;
import io.kubejar.api.apps.v1.DeploymentKind;
import io.kubejar.api.apps.v1.ReplicaSet;
import io.kubejar.api.apps.v1.ReplicaSetKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Adoption;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.Owners;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps deployments rolling.
public final class DeploymentController implements Controller {
  private static final String NAME = "deployment-controller";
  private static final int WORKERS = 5;

  private final Client client;
  private final EventRecorder events;
  private final InstantSource clock;
  private final Adoption<Deployment, ReplicaSet> adoption;
  private final Lister<Deployment> deployments;
  private final Lister<ReplicaSet> sets;
  private final Lister<Pod> pods;
  private final ReconcileLoop<Key> loop;

  public DeploymentController(ControllerContext context) {
    this.client = context.client();
    this.events = context.events(NAME);
    this.clock = context.clock();
    this.adoption = new Adoption<>(client, DeploymentKind.DEPLOYMENT, ReplicaSetKind.REPLICA_SET);
    Informer<Deployment> deploymentInformer = context.informers().of(DeploymentKind.DEPLOYMENT);
    Informer<ReplicaSet> setInformer =
        Owners.index(context.informers().of(ReplicaSetKind.REPLICA_SET));
    Informer<Pod> podInformer = Owners.index(context.informers().of(PodKind.POD));
    this.deployments = deploymentInformer.lister();
    this.sets = setInformer.lister();
    this.pods = podInformer.lister();
    this.loop =
        ReconcileLoop.of(
            NAME,
            WORKERS,
            context,
            List.of(deploymentInformer, setInformer, podInformer),
            this::reconcile);
    deploymentInformer.addHandler(Changes.of(this::enqueue));
    setInformer.addHandler(
        Changes.of(
            this::changedSet,
            (old, now) -> {
              if (!old.metadata().ownerReferences().equals(now.metadata().ownerReferences())) {
                changedSet(old);
              }
              changedSet(now);
            },
            this::changedSet));
    podInformer.addHandler(Changes.of(_ -> {}, (_, _) -> {}, this::deletedPod));
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

  private void enqueue(Deployment deployment) {
    loop.queue().add(Key.of(deployment));
  }

  private void changedSet(ReplicaSet set) {
    var controller = Owners.controllerOf(set);
    if (controller == null) {
      for (Deployment deployment : deployments.list(set.metadata().namespace())) {
        if (LabelSelectors.matches(deployment.spec().selector(), set.metadata().labels())) {
          enqueue(deployment);
        }
      }
      return;
    }
    Deployment deployment =
        Owners.resolve(
            deployments, DeploymentKind.DEPLOYMENT, set.metadata().namespace(), controller);
    if (deployment != null) {
      enqueue(deployment);
    }
  }

  /// Goes on with a rollout that waits for old pods to end.
  private void deletedPod(Pod pod) {
    String namespace = pod.metadata().namespace();
    ReplicaSet set =
        Owners.resolve(sets, ReplicaSetKind.REPLICA_SET, namespace, Owners.controllerOf(pod));
    Deployment deployment =
        set == null
            ? null
            : Owners.resolve(
                deployments, DeploymentKind.DEPLOYMENT, namespace, Owners.controllerOf(set));
    if (deployment != null && !Scaling.isRolling(deployment)) {
      enqueue(deployment);
    }
  }

  private Reconciled reconcile(Key key) {
    Deployment deployment = deployments.get(key);
    if (deployment == null) {
      return Reconciled.done();
    }
    LabelSelector selector = deployment.spec().selector();
    if (selector == null
        || (selector.matchLabels().isEmpty() && selector.matchExpressions().isEmpty())) {
      refuseSelector(deployment);
      return Reconciled.done();
    }
    List<ReplicaSet> candidates = new ArrayList<>(Owners.controlledBy(sets, deployment));
    candidates.addAll(Owners.orphans(sets, key.namespace()));
    List<ReplicaSet> owned =
        adoption.claim(
            deployment,
            candidates,
            set -> LabelSelectors.matches(selector, set.metadata().labels()));
    Rollout rollout =
        new Rollout(
            client, events, clock, set -> Owners.controlledBy(pods, set), deployment, owned);
    step(rollout);
    return Reconciled.after(untilDeadline(rollout.deployment()));
  }

  private static void step(Rollout rollout) {
    if (rollout.deployment().metadata().deletionTimestamp() != null) {
      rollout.count();
      return;
    }
    rollout.notePause();
    if (rollout.deployment().spec().paused() || rollout.isScaled()) {
      rollout.scale();
    } else if (Scaling.isRolling(rollout.deployment())) {
      rollout.roll();
    } else {
      rollout.recreate();
    }
  }

  private @Nullable Duration untilDeadline(Deployment deployment) {
    if (DeploymentStatuses.isComplete(deployment, deployment.status())) {
      return null;
    }
    Duration left =
        DeploymentStatuses.untilDeadline(deployment, deployment.status(), clock.instant());
    return left == null ? null : (left.isNegative() ? Duration.ZERO : left).plusSeconds(1);
  }

  private void refuseSelector(Deployment deployment) {
    events.warning(
        DeploymentKind.DEPLOYMENT,
        deployment,
        "SelectingAll",
        "This deployment is selecting all pods. A non-empty selector is required.");
    long generation = deployment.metadata().generation();
    if (deployment.status().observedGeneration() < generation) {
      client
          .resources(DeploymentKind.DEPLOYMENT, deployment.metadata().namespace())
          .updateStatus(deployment.with(b -> b.status(s -> s.observedGeneration(generation))));
    }
  }
}
