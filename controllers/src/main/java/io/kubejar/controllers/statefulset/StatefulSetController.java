package io.kubejar.controllers.statefulset;

import io.kubejar.api.apps.v1.ControllerRevision;
import io.kubejar.api.apps.v1.ControllerRevisionKind;
import io.kubejar.api.apps.v1.StatefulSet;
import io.kubejar.api.apps.v1.StatefulSetKind;
import io.kubejar.api.apps.v1.StatefulSetStatus;
import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.core.v1.PersistentVolumeClaimKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Adoption;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.Owners;
import io.kubejar.controllers.runtime.Pods;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import io.kubejar.controllers.runtime.Revisions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps stateful sets.
public final class StatefulSetController implements Controller {
  private static final String NAME = "statefulset-controller";
  private static final int WORKERS = 5;
  private static final Duration CLAIM_WAIT = Duration.ofSeconds(1);

  private final Client client;
  private final InstantSource clock;
  private final StatefulPods podControl;
  private final Adoption<StatefulSet, Pod> adoption;
  private final Revisions<StatefulSet> revisions;
  private final Lister<StatefulSet> sets;
  private final Lister<Pod> pods;
  private final ReconcileLoop<Key> loop;

  public StatefulSetController(ControllerContext context) {
    this.client = context.client();
    this.clock = context.clock();
    this.adoption = new Adoption<>(client, StatefulSetKind.STATEFUL_SET, PodKind.POD);
    Informer<StatefulSet> setInformer = context.informers().of(StatefulSetKind.STATEFUL_SET);
    Informer<Pod> podInformer = Owners.index(context.informers().of(PodKind.POD));
    Informer<PersistentVolumeClaim> claimInformer =
        context.informers().of(PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM);
    Informer<ControllerRevision> revisionInformer =
        Owners.index(context.informers().of(ControllerRevisionKind.CONTROLLER_REVISION));
    this.sets = setInformer.lister();
    this.pods = podInformer.lister();
    this.podControl = new StatefulPods(client, context.events(NAME), claimInformer.lister());
    this.revisions =
        new Revisions<>(
            client,
            StatefulSetKind.STATEFUL_SET,
            revisionInformer.lister(),
            "controller.kubernetes.io/hash");
    this.loop =
        ReconcileLoop.of(
            NAME,
            WORKERS,
            context,
            List.of(setInformer, podInformer, claimInformer, revisionInformer),
            this::reconcile);
    setInformer.addHandler(Changes.of(this::enqueue));
    podInformer.addHandler(
        Changes.of(
            this::changedPod,
            (old, now) -> {
              if (!old.metadata().ownerReferences().equals(now.metadata().ownerReferences())) {
                changedPod(old);
              }
              changedPod(now);
            },
            this::changedPod));
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

  private void enqueue(StatefulSet set) {
    loop.queue().add(Key.of(set));
  }

  private void changedPod(Pod pod) {
    var controller = Owners.controllerOf(pod);
    String namespace = pod.metadata().namespace();
    if (controller != null) {
      StatefulSet set = Owners.resolve(sets, StatefulSetKind.STATEFUL_SET, namespace, controller);
      if (set != null) {
        enqueue(set);
      }
      return;
    }
    for (StatefulSet set : sets.list(namespace)) {
      if (isMember(set, pod)) {
        enqueue(set);
      }
    }
  }

  private static boolean isMember(StatefulSet set, Pod pod) {
    return Identity.ordinal(set, pod) >= 0
        && LabelSelectors.matches(set.spec().selector(), pod.metadata().labels());
  }

  private Reconciled reconcile(Key key) {
    StatefulSet set = sets.get(key);
    if (set == null) {
      return Reconciled.done();
    }
    List<ControllerRevision> known =
        revisions.of(
            set, r -> LabelSelectors.matches(set.spec().selector(), r.metadata().labels()));
    List<Pod> candidates = new ArrayList<>(Owners.controlledBy(pods, set));
    candidates.addAll(Owners.orphans(pods, key.namespace()));
    List<Pod> owned = adoption.claim(set, candidates, pod -> isMember(set, pod));

    Integer collisions = set.status().collisionCount();
    var newest =
        revisions.newest(set, set.spec().template(), known, collisions == null ? 0 : collisions);
    ControllerRevision update = newest.revision();
    ControllerRevision current = find(known, set.status().currentRevision());
    if (current == null) {
      current = update;
    }
    Instant now = clock.instant();
    boolean claimIsLeaving = false;
    if (set.metadata().deletionTimestamp() == null) {
      PodTemplateSpec currentTemplate = Revisions.template(current);
      for (Ordered.Step step : Ordered.steps(set, owned, update.metadata().name(), now)) {
        if (!apply(set, step, current, currentTemplate, update)) {
          claimIsLeaving = true;
          break;
        }
      }
      for (Pod pod : owned) {
        if (!Identity.isWanted(set, Identity.ordinal(set, pod))) {
          podControl.ownClaims(set, pod);
        }
      }
    }
    writeStatus(set, status(set, owned, current, update, newest.collisionCount(), now));
    truncate(set, known, owned, current, update);
    return claimIsLeaving
        ? Reconciled.again(CLAIM_WAIT)
        : Reconciled.after(nextAvailability(set, owned, now));
  }

  /// Carries out a step; false when the following ones have to wait.
  private boolean apply(
      StatefulSet set,
      Ordered.Step step,
      ControllerRevision current,
      PodTemplateSpec currentTemplate,
      ControllerRevision update) {
    switch (step) {
      case Ordered.Step.Create(int ordinal, boolean fromCurrent) -> {
        Pod pod =
            fromCurrent
                ? Identity.pod(set, ordinal, currentTemplate, current.metadata().name())
                : Identity.pod(set, ordinal, set.spec().template(), update.metadata().name());
        if (podControl.hasStaleClaim(set, pod)) {
          return false;
        }
        podControl.create(set, pod);
      }
      case Ordered.Step.Claims(Pod pod) -> podControl.createClaims(set, pod);
      case Ordered.Step.Keep(Pod pod) -> {
        if (!Identity.isLabeled(pod)) {
          podControl.label(set, pod);
        }
        podControl.createClaims(set, pod);
        podControl.ownClaims(set, pod);
      }
      case Ordered.Step.Replace(Pod pod, boolean failed) ->
          podControl.replaceFinished(set, pod, failed);
      case Ordered.Step.Delete(Pod pod) -> podControl.delete(set, pod);
    }
    return true;
  }

  private static @Nullable ControllerRevision find(
      List<ControllerRevision> revisions, String name) {
    for (ControllerRevision revision : revisions) {
      if (revision.metadata().name().equals(name)) {
        return revision;
      }
    }
    return null;
  }

  private static StatefulSetStatus status(
      StatefulSet set,
      List<Pod> pods,
      ControllerRevision current,
      ControllerRevision update,
      int collisions,
      Instant now) {
    int ready = 0;
    int available = 0;
    int ofCurrent = 0;
    int ofUpdate = 0;
    for (Pod pod : pods) {
      if (pod.status().phase().equals("Running") && Pods.isReady(pod)) {
        ready++;
        available += Pods.isAvailable(pod, set.spec().minReadySeconds(), now) ? 1 : 0;
      }
      if (!Pods.isTerminating(pod)) {
        String revision = Identity.revision(pod);
        ofCurrent += revision.equals(current.metadata().name()) ? 1 : 0;
        ofUpdate += revision.equals(update.metadata().name()) ? 1 : 0;
      }
    }
    int wanted = Identity.replicas(set);
    boolean complete =
        !set.spec().updateStrategy().type().equals("OnDelete")
            && ofUpdate == wanted
            && pods.size() == wanted
            && ready == wanted;
    int currentReplicas = complete ? ofUpdate : ofCurrent;
    String currentName = (complete ? update : current).metadata().name();
    int readyReplicas = ready;
    int availableReplicas = available;
    int updatedReplicas = ofUpdate;
    return set.status()
        .with(
            s ->
                s.observedGeneration(set.metadata().generation())
                    .replicas(pods.size())
                    .readyReplicas(readyReplicas)
                    .availableReplicas(availableReplicas)
                    .currentReplicas(currentReplicas)
                    .updatedReplicas(updatedReplicas)
                    .currentRevision(currentName)
                    .updateRevision(update.metadata().name())
                    .collisionCount(collisions));
  }

  private void writeStatus(StatefulSet set, StatefulSetStatus status) {
    if (!status.equals(set.status())) {
      client
          .resources(StatefulSetKind.STATEFUL_SET, set.metadata().namespace())
          .updateStatus(set.with(b -> b.status(status)));
    }
  }

  private void truncate(
      StatefulSet set,
      List<ControllerRevision> known,
      List<Pod> pods,
      ControllerRevision current,
      ControllerRevision update) {
    Set<String> inUse = new HashSet<>();
    inUse.add(current.metadata().name());
    inUse.add(update.metadata().name());
    pods.forEach(pod -> inUse.add(Identity.revision(pod)));
    Integer limit = set.spec().revisionHistoryLimit();
    revisions.truncate(known, inUse, limit == null ? 10 : limit);
  }

  private static @Nullable Duration nextAvailability(StatefulSet set, List<Pod> pods, Instant now) {
    Duration next = null;
    for (Pod pod : pods) {
      Duration wait = Pods.untilAvailable(pod, set.spec().minReadySeconds(), now);
      if (wait != null && !wait.isZero() && (next == null || wait.compareTo(next) < 0)) {
        next = wait;
      }
    }
    return next;
  }
}
