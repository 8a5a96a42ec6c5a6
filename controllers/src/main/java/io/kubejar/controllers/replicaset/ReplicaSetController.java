package io.kubejar.controllers.replicaset;

import io.kubejar.api.apps.v1.ReplicaSet;
import io.kubejar.api.apps.v1.ReplicaSetStatus;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.ReplicationController;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.client.Client;
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
import io.kubejar.controllers.runtime.SlowStart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Creates and deletes pods until there are as many as asked for.
///
/// @param <T> replica sets or replication controllers
public final class ReplicaSetController<T extends ApiObject> implements Controller {
  private static final int MOST_AT_ONCE = 500;
  private static final int WORKERS = 5;

  private final ReplicaKind<T> kind;
  private final Client client;
  private final InstantSource clock;
  private final PodControl podControl;
  private final Adoption<T, Pod> adoption;
  private final Expectations expectations;
  private final Lister<T> sets;
  private final Lister<Pod> pods;
  private final ReconcileLoop<Key> loop;

  private ReplicaSetController(ReplicaKind<T> kind, ControllerContext context) {
    this.kind = kind;
    this.client = context.client();
    this.clock = context.clock();
    this.podControl = new PodControl(client, context.events(kind.component()));
    this.adoption = new Adoption<>(client, kind.kind(), PodKind.POD);
    this.expectations = new Expectations(clock);
    Informer<T> setInformer = Owners.index(context.informers().of(kind.kind()));
    Informer<Pod> podInformer = Owners.index(context.informers().of(PodKind.POD));
    this.sets = setInformer.lister();
    this.pods = podInformer.lister();
    this.loop =
        ReconcileLoop.of(
            kind.component(), WORKERS, context, List.of(setInformer, podInformer), this::reconcile);
    setInformer.addHandler(Changes.of(this::enqueue, (_, now) -> enqueue(now), this::deletedSet));
    podInformer.addHandler(Changes.of(this::addedPod, this::updatedPod, this::deletedPod));
  }

  /// The controller of replica sets.
  public static ReplicaSetController<ReplicaSet> ofReplicaSets(ControllerContext context) {
    return new ReplicaSetController<>(new ReplicaSets(), context);
  }

  /// The controller of replication controllers.
  public static ReplicaSetController<ReplicationController> ofReplicationControllers(
      ControllerContext context) {
    return new ReplicaSetController<>(new ReplicationControllers(), context);
  }

  @Override
  public String name() {
    return kind.component();
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

  private void enqueue(T set) {
    loop.queue().add(Key.of(set));
  }

  private void deletedSet(T set) {
    expectations.forget(Key.of(set));
    enqueue(set);
  }

  private void addedPod(Pod pod) {
    if (Pods.isTerminating(pod)) {
      deletedPod(pod);
      return;
    }
    OwnerReference controller = Owners.controllerOf(pod);
    if (controller == null) {
      enqueueSelecting(pod);
      return;
    }
    T set = resolve(pod, controller);
    if (set != null) {
      expectations.created(Key.of(set));
      enqueue(set);
    }
  }

  private void updatedPod(Pod old, Pod pod) {
    if (Pods.isTerminating(pod)) {
      deletedPod(pod);
      return;
    }
    OwnerReference oldController = Owners.controllerOf(old);
    OwnerReference controller = Owners.controllerOf(pod);
    boolean moved = !Objects.equals(oldController, controller);
    if (moved && oldController != null) {
      T before = resolve(old, oldController);
      if (before != null) {
        enqueue(before);
      }
    }
    if (controller != null) {
      T set = resolve(pod, controller);
      if (set != null) {
        enqueue(set);
      }
    } else if (moved || !old.metadata().labels().equals(pod.metadata().labels())) {
      enqueueSelecting(pod);
    }
  }

  private void deletedPod(Pod pod) {
    OwnerReference controller = Owners.controllerOf(pod);
    T set = controller == null ? null : resolve(pod, controller);
    if (set != null) {
      expectations.deleted(Key.of(set), pod.metadata().uid());
      enqueue(set);
    }
  }

  private @Nullable T resolve(Pod pod, OwnerReference controller) {
    return Owners.resolve(sets, kind.kind(), pod.metadata().namespace(), controller);
  }

  private void enqueueSelecting(Pod pod) {
    for (T set : sets.list(pod.metadata().namespace())) {
      if (kind.selects(set, pod.metadata().labels())) {
        enqueue(set);
      }
    }
  }

  private Reconciled reconcile(Key key) throws InterruptedException {
    T set = sets.get(key);
    if (set == null) {
      expectations.forget(key);
      return Reconciled.done();
    }
    boolean act = expectations.areMet(key);
    List<Pod> candidates = new ArrayList<>();
    int terminating = 0;
    for (Pod pod : Owners.controlledBy(pods, set)) {
      if (Pods.isActive(pod)) {
        candidates.add(pod);
      } else if (!Pods.isFinished(pod)) {
        terminating++;
      }
    }
    for (Pod pod : Owners.orphans(pods, key.namespace())) {
      if (Pods.isActive(pod)) {
        candidates.add(pod);
      }
    }
    List<Pod> active =
        adoption.claim(set, candidates, pod -> kind.selects(set, pod.metadata().labels()));
    Optional<ApiException> failure = Optional.empty();
    if (act && set.metadata().deletionTimestamp() == null) {
      failure = act(key, set, active);
    }
    Instant now = clock.instant();
    writeStatus(set, ReplicaStatus.of(kind, set, active, terminating, failure, now));
    if (failure.isPresent()) {
      return Reconciled.retry(String.valueOf(failure.get().getMessage()));
    }
    return Reconciled.after(nextAvailability(set, active, now));
  }

  private Optional<ApiException> act(Key key, T set, List<Pod> active) throws InterruptedException {
    int missing = kind.replicas(set) - active.size();
    if (missing > 0) {
      return create(key, set, Math.min(missing, MOST_AT_ONCE));
    }
    return missing < 0
        ? delete(key, set, active, Math.min(-missing, MOST_AT_ONCE))
        : Optional.empty();
  }

  private Optional<ApiException> create(Key key, T set, int count) throws InterruptedException {
    expectations.expectCreations(key, count);
    var outcome =
        SlowStart.run(
            count,
            _ -> {
              try {
                podControl.create(
                    kind.kind(),
                    set,
                    PodControl.fromTemplate(kind.kind(), set, kind.template(set)));
              } catch (ApiException e) {
                expectations.created(key);
                if (!PodControl.isNamespaceTerminating(e)) {
                  throw e;
                }
              }
            });
    for (int i = 0; i < outcome.skipped(); i++) {
      expectations.created(key);
    }
    return outcome.failure();
  }

  private Optional<ApiException> delete(Key key, T set, List<Pod> active, int count)
      throws InterruptedException {
    List<Pod> sorted = new ArrayList<>(active);
    if (count < active.size()) {
      sorted.sort(new DeletionOrder(related(set), clock.instant()));
    }
    List<Pod> surplus = sorted.subList(0, count);
    surplus.forEach(pod -> expectations.expectDeletion(key, pod.metadata().uid()));
    return SlowStart.all(
            count,
            i -> {
              Pod pod = surplus.get(i);
              try {
                podControl.delete(kind.kind(), set, pod);
              } catch (ApiException e) {
                expectations.deleted(key, pod.metadata().uid());
                if (!e.isNotFound()) {
                  throw e;
                }
              }
            })
        .failure();
  }

  /// The pods of all sets that the same object controls, such as those of one deployment.
  private List<Pod> related(T set) {
    OwnerReference controller = Owners.controllerOf(set);
    if (controller == null) {
      return Owners.controlledBy(pods, set);
    }
    List<Pod> related = new ArrayList<>();
    for (T sibling : sets.list(set.metadata().namespace())) {
      OwnerReference its = Owners.controllerOf(sibling);
      if (its != null && its.uid().equals(controller.uid())) {
        related.addAll(Owners.controlledBy(pods, sibling));
      }
    }
    return related;
  }

  private void writeStatus(T set, ReplicaSetStatus status) {
    if (!kind.status(kind.withStatus(set, status)).equals(kind.status(set))) {
      Kind<T> type = kind.kind();
      client.resources(type, set.metadata().namespace()).updateStatus(kind.withStatus(set, status));
    }
  }

  private @Nullable Duration nextAvailability(T set, List<Pod> active, Instant now) {
    Duration next = null;
    for (Pod pod : active) {
      Duration wait = Pods.untilAvailable(pod, kind.minReadySeconds(set), now);
      if (wait != null && !wait.isZero() && (next == null || wait.compareTo(next) < 0)) {
        next = wait;
      }
    }
    return next;
  }
}
