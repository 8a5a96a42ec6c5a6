package io.kubejar.controllers.daemonset;

import io.kubejar.api.apps.v1.ControllerRevision;
import io.kubejar.api.apps.v1.ControllerRevisionKind;
import io.kubejar.api.apps.v1.DaemonSet;
import io.kubejar.api.apps.v1.DaemonSetKind;
import io.kubejar.api.apps.v1.DaemonSetStatus;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.LabelSelector;
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
import io.kubejar.controllers.runtime.Revisions;
import io.kubejar.controllers.runtime.SlowStart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps daemon sets.
public final class DaemonSetController implements Controller {
  private static final String NAME = "daemonset-controller";
  private static final int WORKERS = 2;
  private static final int MOST_AT_ONCE = 250;

  private final Client client;
  private final EventRecorder events;
  private final InstantSource clock;
  private final PodControl podControl;
  private final Adoption<DaemonSet, Pod> adoption;
  private final Expectations expectations;
  private final Revisions<DaemonSet> revisions;
  private final FailedPodBackoff failedPods;
  private final Lister<DaemonSet> sets;
  private final Lister<Node> nodes;
  private final Lister<Pod> pods;
  private final ReconcileLoop<Key> loop;

  public DaemonSetController(ControllerContext context) {
    this.client = context.client();
    this.events = context.events(NAME);
    this.clock = context.clock();
    this.podControl = new PodControl(client, events);
    this.adoption = new Adoption<>(client, DaemonSetKind.DAEMON_SET, PodKind.POD);
    this.expectations = new Expectations(clock);
    this.failedPods = new FailedPodBackoff(clock);
    Informer<DaemonSet> setInformer = context.informers().of(DaemonSetKind.DAEMON_SET);
    Informer<Node> nodeInformer = context.informers().of(NodeKind.NODE);
    Informer<Pod> podInformer = Owners.index(context.informers().of(PodKind.POD));
    Informer<ControllerRevision> revisionInformer =
        Owners.index(context.informers().of(ControllerRevisionKind.CONTROLLER_REVISION));
    this.sets = setInformer.lister();
    this.nodes = nodeInformer.lister();
    this.pods = podInformer.lister();
    this.revisions =
        new Revisions<>(
            client, DaemonSetKind.DAEMON_SET, revisionInformer.lister(), DaemonPods.HASH);
    this.loop =
        ReconcileLoop.of(
            NAME,
            WORKERS,
            context,
            List.of(setInformer, nodeInformer, podInformer, revisionInformer),
            this::reconcile);
    setInformer.addHandler(
        Changes.of(
            this::enqueue,
            (_, now) -> enqueue(now),
            set -> {
              expectations.forget(Key.of(set));
              enqueue(set);
            }));
    nodeInformer.addHandler(Changes.of(_ -> enqueueAll(), this::updatedNode, _ -> enqueueAll()));
    podInformer.addHandler(Changes.of(this::addedPod, this::updatedPod, this::deletedPod));
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

  private void enqueue(DaemonSet set) {
    loop.queue().add(Key.of(set));
  }

  private void enqueueAll() {
    sets.list().forEach(this::enqueue);
  }

  private void updatedNode(Node old, Node node) {
    if (!old.metadata().labels().equals(node.metadata().labels())
        || !old.spec().equals(node.spec())) {
      enqueueAll();
    }
  }

  private void addedPod(Pod pod) {
    if (Pods.isTerminating(pod)) {
      deletedPod(pod);
      return;
    }
    DaemonSet set = controller(pod);
    if (set != null) {
      expectations.created(Key.of(set));
      enqueue(set);
    } else if (Owners.controllerOf(pod) == null) {
      enqueueSelecting(pod);
    }
  }

  private void updatedPod(Pod old, Pod pod) {
    if (Pods.isTerminating(pod)) {
      deletedPod(pod);
      return;
    }
    DaemonSet before = controller(old);
    DaemonSet set = controller(pod);
    if (before != null) {
      enqueue(before);
    }
    if (set != null) {
      enqueue(set);
    } else if (Owners.controllerOf(pod) == null
        && (before != null || !old.metadata().labels().equals(pod.metadata().labels()))) {
      enqueueSelecting(pod);
    }
  }

  private void deletedPod(Pod pod) {
    DaemonSet set = controller(pod);
    if (set != null) {
      expectations.deleted(Key.of(set), pod.metadata().uid());
      enqueue(set);
    }
  }

  private @Nullable DaemonSet controller(Pod pod) {
    OwnerReference owner = Owners.controllerOf(pod);
    return Owners.resolve(sets, DaemonSetKind.DAEMON_SET, pod.metadata().namespace(), owner);
  }

  private void enqueueSelecting(Pod pod) {
    for (DaemonSet set : sets.list(pod.metadata().namespace())) {
      if (LabelSelectors.matches(set.spec().selector(), pod.metadata().labels())) {
        enqueue(set);
      }
    }
  }

  private Reconciled reconcile(Key key) throws InterruptedException {
    DaemonSet set = sets.get(key);
    if (set == null) {
      expectations.forget(key);
      return Reconciled.done();
    }
    LabelSelector selector = set.spec().selector();
    if (selector == null
        || (selector.matchLabels().isEmpty() && selector.matchExpressions().isEmpty())) {
      events.warning(
          DaemonSetKind.DAEMON_SET,
          set,
          "SelectingAll",
          "This daemon set is selecting all pods. A non-empty selector is required.");
      return Reconciled.done();
    }
    if (set.metadata().deletionTimestamp() != null) {
      return Reconciled.done();
    }
    List<ControllerRevision> known =
        revisions.of(set, r -> LabelSelectors.matches(selector, r.metadata().labels()));
    Integer collisions = set.status().collisionCount();
    var newest =
        revisions.newest(set, set.spec().template(), known, collisions == null ? 0 : collisions);
    String hash = revisions.hash(newest.revision());
    boolean act = expectations.areMet(key);
    List<Pod> candidates = new ArrayList<>(Owners.controlledBy(pods, set));
    candidates.addAll(Owners.orphans(pods, key.namespace()));
    List<Pod> owned =
        adoption.claim(
            set, candidates, pod -> LabelSelectors.matches(selector, pod.metadata().labels()));
    Instant now = clock.instant();
    DaemonPlan plan = new DaemonPlan(set, nodes.list(), owned, hash, now);
    Duration wait = null;
    Optional<ApiException> failure = Optional.empty();
    if (act) {
      plan.place().roll();
      wait = endFinished(set, plan);
      failure = apply(key, set, plan, hash);
      truncate(set, known, owned, newest.revision());
    }
    Integer count = newest.collisionCount() == 0 ? collisions : (Integer) newest.collisionCount();
    writeStatus(set, plan.status(count));
    if (failure.isPresent()) {
      return Reconciled.retry(String.valueOf(failure.get().getMessage()));
    }
    return Reconciled.after(sooner(wait, nextAvailability(set, owned, now)));
  }

  /// Adds finished pods to what is deleted; how long until a failed one may be, when one waits.
  private @Nullable Duration endFinished(DaemonSet set, DaemonPlan plan) {
    Duration wait = null;
    for (Pod pod : plan.failed()) {
      Duration left = failedPods.next(set, DaemonPods.node(pod));
      if (!left.isZero()) {
        wait = sooner(wait, left);
        continue;
      }
      tell(EventRecorder.Type.WARNING, "FailedDaemonPod", "failed", "kill", set, pod);
      plan.surplus().add(pod);
    }
    for (Pod pod : plan.succeeded()) {
      tell(EventRecorder.Type.NORMAL, "SucceededDaemonPod", "succeeded", "delete", set, pod);
      plan.surplus().add(pod);
    }
    return wait;
  }

  private void tell(
      EventRecorder.Type type, String reason, String state, String action, DaemonSet set, Pod pod) {
    events.event(
        DaemonSetKind.DAEMON_SET,
        set,
        "",
        type,
        reason,
        "Found %s daemon pod %s/%s on node %s, will try to %s it"
            .formatted(
                state,
                pod.metadata().namespace(),
                pod.metadata().name(),
                DaemonPods.node(pod),
                action));
  }

  private Optional<ApiException> apply(Key key, DaemonSet set, DaemonPlan plan, String hash)
      throws InterruptedException {
    List<String> needing = plan.nodesInNeed().stream().limit(MOST_AT_ONCE).toList();
    List<Pod> surplus = plan.surplus().stream().limit(MOST_AT_ONCE).toList();
    if (!needing.isEmpty()) {
      expectations.expectCreations(key, needing.size());
    }
    surplus.forEach(pod -> expectations.expectDeletion(key, pod.metadata().uid()));
    var created =
        SlowStart.run(
            needing.size(),
            i -> {
              try {
                podControl.create(
                    DaemonSetKind.DAEMON_SET, set, DaemonPods.forNode(set, needing.get(i), hash));
              } catch (ApiException e) {
                expectations.created(key);
                if (!PodControl.isNamespaceTerminating(e)) {
                  throw e;
                }
              }
            });
    for (int i = 0; i < created.skipped(); i++) {
      expectations.created(key);
    }
    var deleted =
        SlowStart.all(
            surplus.size(),
            i -> {
              Pod pod = surplus.get(i);
              try {
                podControl.delete(DaemonSetKind.DAEMON_SET, set, pod);
              } catch (ApiException e) {
                expectations.deleted(key, pod.metadata().uid());
                if (!e.isNotFound()) {
                  throw e;
                }
              }
            });
    return created.failure().or(deleted::failure);
  }

  private void truncate(
      DaemonSet set, List<ControllerRevision> known, List<Pod> owned, ControllerRevision newest) {
    Set<String> hashes = new HashSet<>();
    owned.forEach(pod -> hashes.add(pod.metadata().labels().getOrDefault(DaemonPods.HASH, "")));
    Set<String> inUse = new HashSet<>();
    inUse.add(newest.metadata().name());
    for (ControllerRevision revision : known) {
      if (hashes.contains(revisions.hash(revision))) {
        inUse.add(revision.metadata().name());
      }
    }
    Integer limit = set.spec().revisionHistoryLimit();
    revisions.truncate(known, inUse, limit == null ? 10 : limit);
  }

  private void writeStatus(DaemonSet set, DaemonSetStatus status) {
    if (!status.equals(set.status())) {
      client
          .resources(DaemonSetKind.DAEMON_SET, set.metadata().namespace())
          .updateStatus(set.with(b -> b.status(status)));
    }
  }

  private static @Nullable Duration nextAvailability(DaemonSet set, List<Pod> pods, Instant now) {
    Duration next = null;
    for (Pod pod : pods) {
      Duration wait = Pods.untilAvailable(pod, set.spec().minReadySeconds(), now);
      if (wait != null && !wait.isZero()) {
        next = sooner(next, wait);
      }
    }
    return next;
  }

  private static @Nullable Duration sooner(@Nullable Duration left, @Nullable Duration right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return left.compareTo(right) <= 0 ? left : right;
  }
}
