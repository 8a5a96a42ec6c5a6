package io.kubejar.controllers.deployment;

import static io.kubejar.controllers.deployment.DeploymentStatuses.PROGRESSING;
import static io.kubejar.controllers.deployment.DeploymentStatuses.condition;

import io.kubejar.api.apps.v1.Deployment;
import io.kubejar.api.apps.v1.DeploymentCondition;
import io.kubejar.api.apps.v1.DeploymentKind;
import io.kubejar.api.apps.v1.DeploymentStatus;
import io.kubejar.api.apps.v1.ReplicaSet;
import io.kubejar.api.apps.v1.ReplicaSetKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.controllers.runtime.Owners;
import io.kubejar.controllers.runtime.PodControl;
import io.kubejar.controllers.runtime.Pods;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One look at one deployment: what its replica sets are, and the next step.
///
/// Used by one thread, once. Each step ends with writing the status; the changes it made come back
/// as events of replica sets and lead to the next look.
final class Rollout {
  private final Client client;
  private final EventRecorder events;
  private final InstantSource clock;
  private final Function<ReplicaSet, List<Pod>> podsOf;
  private Deployment deployment;
  private final List<ReplicaSet> old;
  private @Nullable ReplicaSet fresh;

  Rollout(
      Client client,
      EventRecorder events,
      InstantSource clock,
      Function<ReplicaSet, List<Pod>> podsOf,
      Deployment deployment,
      List<ReplicaSet> sets) {
    this.client = client;
    this.events = events;
    this.clock = clock;
    this.podsOf = podsOf;
    this.deployment = deployment;
    this.old = new ArrayList<>(sets);
    this.old.sort(Scaling.BY_AGE);
    for (ReplicaSet set : old) {
      if (TemplateMatch.same(set.spec().template(), deployment.spec().template())) {
        fresh = set;
        break;
      }
    }
    if (fresh != null) {
      old.remove(fresh);
    }
  }

  Deployment deployment() {
    return deployment;
  }

  /// Notes in the conditions that the rollout was paused or goes on.
  void notePause() {
    if (!DeploymentStatuses.hasDeadline(deployment)) {
      return;
    }
    DeploymentCondition known = DeploymentStatuses.find(deployment.status(), PROGRESSING);
    if (known != null && known.reason().equals(DeploymentStatuses.TIMED_OUT)) {
      return;
    }
    boolean noted = known != null && known.reason().equals(DeploymentStatuses.PAUSED);
    if (deployment.spec().paused() == noted) {
      return;
    }
    writeStatus(
        DeploymentStatuses.with(
            deployment.status(),
            deployment.spec().paused()
                ? condition(
                    PROGRESSING,
                    "Unknown",
                    DeploymentStatuses.PAUSED,
                    "Deployment is paused",
                    clock.instant())
                : condition(
                    PROGRESSING,
                    "Unknown",
                    "DeploymentResumed",
                    "Deployment is resumed",
                    clock.instant())));
  }

  /// Whether the deployment was scaled since its sets last were.
  boolean isScaled() {
    int wanted = Scaling.replicas(deployment);
    for (ReplicaSet set : all()) {
      if (Scaling.replicas(set) > 0
          && RevisionAnnotations.number(set, RevisionAnnotations.DESIRED, wanted) != wanted) {
        return true;
      }
    }
    return false;
  }

  /// Only counts, as for a deployment being deleted.
  void count() {
    writeStatus(DeploymentStatuses.counted(deployment, all(), fresh, clock.instant()));
  }

  /// Keeps the proportion of the sets as the deployment grows or shrinks, and rolls nothing.
  void scale() {
    syncRevision(false);
    scaleSets();
    if (deployment.spec().paused()) {
      cleanUp();
    }
    count();
  }

  private void scaleSets() {
    int wanted = Scaling.replicas(deployment);
    List<ReplicaSet> active = all().stream().filter(set -> Scaling.replicas(set) > 0).toList();
    if (active.size() <= 1) {
      ReplicaSet only = active.isEmpty() ? latest() : active.getFirst();
      if (only != null) {
        resize(only, wanted);
      }
      return;
    }
    if (isSaturated()) {
      for (ReplicaSet set : active) {
        if (!isFresh(set)) {
          resize(set, 0);
        }
      }
      return;
    }
    if (Scaling.isRolling(deployment)) {
      Scaling.proportional(deployment, active)
          .forEach(
              (set, size) -> {
                if (!resize(set, size)) {
                  noteSize(set);
                }
              });
    }
  }

  private @Nullable ReplicaSet latest() {
    return fresh != null || old.isEmpty() ? fresh : old.getLast();
  }

  private boolean isSaturated() {
    int wanted = Scaling.replicas(deployment);
    return fresh != null
        && Scaling.replicas(fresh) == wanted
        && fresh.status().availableReplicas() == wanted
        && RevisionAnnotations.number(fresh, RevisionAnnotations.DESIRED, -1) == wanted;
  }

  /// A step of a rolling update.
  void roll() {
    if (!syncRevision(true)) {
      return;
    }
    boolean moved = fresh != null && resize(fresh, nextFreshSize(fresh));
    if (!moved) {
      for (Map.Entry<ReplicaSet, Integer> entry :
          Scaling.shrunk(deployment, old, fresh).entrySet()) {
        moved |= resize(entry.getKey(), entry.getValue());
      }
    }
    finish(moved);
  }

  private int nextFreshSize(ReplicaSet set) {
    int size = Scaling.replicas(set);
    int wanted = Scaling.replicas(deployment);
    return size >= wanted ? wanted : Scaling.newSetSize(deployment, all(), size);
  }

  /// A step of a rollout that ends all old pods before it makes new ones.
  void recreate() {
    syncRevision(false);
    boolean moved = false;
    for (ReplicaSet set : List.copyOf(old)) {
      moved |= resize(set, 0);
    }
    if (moved || oldPodsAreThere()) {
      finish(true);
      return;
    }
    if (!syncRevision(true)) {
      return;
    }
    if (fresh != null) {
      resize(fresh, Scaling.replicas(deployment));
    }
    finish(false);
  }

  private boolean oldPodsAreThere() {
    for (ReplicaSet set : old) {
      if (set.status().replicas() > 0
          || podsOf.apply(set).stream().anyMatch(pod -> !Pods.isFinished(pod))) {
        return true;
      }
    }
    return false;
  }

  private void finish(boolean moved) {
    if (!moved && DeploymentStatuses.isComplete(deployment, deployment.status())) {
      cleanUp();
    }
    writeStatus(DeploymentStatuses.rollout(deployment, all(), fresh, clock.instant()));
  }

  private List<ReplicaSet> all() {
    List<ReplicaSet> all = new ArrayList<>(old);
    if (fresh != null) {
      all.add(fresh);
    }
    return all;
  }

  private boolean isFresh(ReplicaSet set) {
    return fresh != null && fresh.metadata().uid().equals(set.metadata().uid());
  }

  /// Sees that the newest set exists, when asked to, and that it and the deployment carry the
  /// newest revision; false when it could not be made.
  private boolean syncRevision(boolean create) {
    int revision = RevisionAnnotations.highest(old) + 1;
    ReplicaSet known = fresh;
    if (known == null) {
      return !create || createFresh(revision);
    }
    Map<String, String> annotations =
        RevisionAnnotations.ofNewest(deployment, known.metadata().annotations(), revision);
    int minReady = deployment.spec().minReadySeconds();
    if (!annotations.equals(known.metadata().annotations())
        || known.spec().minReadySeconds() != minReady) {
      fresh =
          client
              .resources(ReplicaSetKind.REPLICA_SET, known.metadata().namespace())
              .update(
                  known.with(
                      b ->
                          b.metadata(m -> m.annotations(annotations))
                              .spec(s -> s.minReadySeconds(minReady))));
    }
    String text = annotations.getOrDefault(RevisionAnnotations.REVISION, "");
    annotateRevision(text);
    if (DeploymentStatuses.hasDeadline(deployment)
        && DeploymentStatuses.find(deployment.status(), PROGRESSING) == null) {
      note(
          "True",
          "FoundNewReplicaSet",
          "Found new replica set \"" + known.metadata().name() + "\"");
    }
    return true;
  }

  private boolean createFresh(int revision) {
    ReplicaSet draft =
        TemplateMatch.newSet(deployment, revision)
            .with(b -> b.spec(s -> s.replicas(Scaling.newSetSize(deployment, old, 0))));
    ReplicaSet made;
    boolean existed = false;
    var sets = client.resources(ReplicaSetKind.REPLICA_SET, deployment.metadata().namespace());
    try {
      made = sets.create(draft);
    } catch (ApiException e) {
      if (!e.isAlreadyExists()) {
        return refused(draft, e);
      }
      ReplicaSet other = sets.get(draft.metadata().name());
      if (!Owners.isControlledBy(other, deployment)
          || !TemplateMatch.same(other.spec().template(), deployment.spec().template())) {
        Integer count = deployment.status().collisionCount();
        writeStatus(deployment.status().with(s -> s.collisionCount(count == null ? 1 : count + 1)));
        throw e;
      }
      made = other;
      existed = true;
    }
    fresh = made;
    if (!existed && Scaling.replicas(made) > 0) {
      events.normal(
          DeploymentKind.DEPLOYMENT,
          deployment,
          "ScalingReplicaSet",
          "Scaled up replica set %s from 0 to %d"
              .formatted(made.metadata().name(), Scaling.replicas(made)));
    }
    annotateRevision(Integer.toString(revision));
    if (!existed && DeploymentStatuses.hasDeadline(deployment)) {
      note(
          "True",
          "NewReplicaSetCreated",
          "Created new replica set \"" + made.metadata().name() + "\"");
    }
    return true;
  }

  private boolean refused(ReplicaSet draft, ApiException e) {
    if (PodControl.isNamespaceTerminating(e)) {
      return false;
    }
    String message =
        "Failed to create new replica set \"%s\": %s"
            .formatted(draft.metadata().name(), e.getMessage());
    if (DeploymentStatuses.hasDeadline(deployment)) {
      note("False", "ReplicaSetCreateError", message);
    }
    events.warning(DeploymentKind.DEPLOYMENT, deployment, "ReplicaSetCreateError", message);
    throw e;
  }

  private void note(String status, String reason, String message) {
    writeStatus(
        DeploymentStatuses.with(
            deployment.status(), condition(PROGRESSING, status, reason, message, clock.instant())));
  }

  private void annotateRevision(String revision) {
    Map<String, String> annotations = deployment.metadata().annotations();
    if (!revision.isEmpty() && !revision.equals(annotations.get(RevisionAnnotations.REVISION))) {
      Map<String, String> changed = new java.util.TreeMap<>(annotations);
      changed.put(RevisionAnnotations.REVISION, revision);
      deployment =
          client
              .resources(DeploymentKind.DEPLOYMENT, deployment.metadata().namespace())
              .updateStatus(deployment.with(b -> b.metadata(m -> m.annotations(changed))));
    }
  }

  private void writeStatus(DeploymentStatus status) {
    if (!status.equals(deployment.status())) {
      deployment =
          client
              .resources(DeploymentKind.DEPLOYMENT, deployment.metadata().namespace())
              .updateStatus(deployment.with(b -> b.status(status)));
    }
  }

  /// Gives a set another size; false when it has it already.
  private boolean resize(ReplicaSet set, int size) {
    int before = Scaling.replicas(set);
    if (before == size) {
      return false;
    }
    replace(set, size);
    events.normal(
        DeploymentKind.DEPLOYMENT,
        deployment,
        "ScalingReplicaSet",
        "Scaled %s replica set %s from %d to %d"
            .formatted(before < size ? "up" : "down", set.metadata().name(), before, size));
    return true;
  }

  private void noteSize(ReplicaSet set) {
    var annotations = set.metadata().annotations();
    if (!RevisionAnnotations.withSize(deployment, annotations).equals(annotations)) {
      replace(set, Scaling.replicas(set));
    }
  }

  private void replace(ReplicaSet set, int size) {
    ReplicaSet changed =
        client
            .resources(ReplicaSetKind.REPLICA_SET, set.metadata().namespace())
            .update(
                set.with(
                    b ->
                        b.metadata(
                                m ->
                                    m.annotations(
                                        RevisionAnnotations.withSize(
                                            deployment, set.metadata().annotations())))
                            .spec(s -> s.replicas(size))));
    if (isFresh(set)) {
      fresh = changed;
    } else {
      old.set(old.indexOf(set), changed);
    }
  }

  /// Deletes old sets beyond the history's limit.
  private void cleanUp() {
    Integer limit = deployment.spec().revisionHistoryLimit();
    if (limit == null || limit == Integer.MAX_VALUE) {
      return;
    }
    List<ReplicaSet> sets = new ArrayList<>();
    for (ReplicaSet set : old) {
      if (set.metadata().deletionTimestamp() == null) {
        sets.add(set);
      }
    }
    sets.sort(
        Comparator.comparingInt(
            (ReplicaSet set) -> RevisionAnnotations.number(set, RevisionAnnotations.REVISION, 0)));
    for (ReplicaSet set : sets.subList(0, Math.max(0, sets.size() - limit))) {
      boolean idle =
          set.status().replicas() == 0
              && Scaling.replicas(set) == 0
              && set.metadata().generation() <= set.status().observedGeneration();
      if (idle) {
        try {
          client
              .resources(ReplicaSetKind.REPLICA_SET, set.metadata().namespace())
              .delete(set.metadata().name());
        } catch (ApiException e) {
          if (!e.isNotFound()) {
            throw e;
          }
        }
      }
    }
  }
}
