package io.kubejar.controllers.deployment;

import io.kubejar.api.apps.v1.Deployment;
import io.kubejar.api.apps.v1.DeploymentCondition;
import io.kubejar.api.apps.v1.DeploymentStatus;
import io.kubejar.api.apps.v1.ReplicaSet;
import io.kubejar.api.apps.v1.ReplicaSetCondition;
import io.kubejar.api.value.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The status that follows from a deployment's replica sets. Pure functions.
final class DeploymentStatuses {
  static final String AVAILABLE = "Available";
  static final String PROGRESSING = "Progressing";
  static final String FAILURE = "ReplicaFailure";

  static final String NEW_SET_AVAILABLE = "NewReplicaSetAvailable";
  static final String TIMED_OUT = "ProgressDeadlineExceeded";
  static final String PAUSED = "DeploymentPaused";

  private DeploymentStatuses() {}

  static @Nullable DeploymentCondition find(DeploymentStatus status, String type) {
    for (DeploymentCondition condition : status.conditions()) {
      if (condition.type().equals(type)) {
        return condition;
      }
    }
    return null;
  }

  static DeploymentCondition condition(
      String type, String status, String reason, String message, Instant now) {
    Time time = new Time(now);
    return new DeploymentCondition(type, status, time, time, reason, message);
  }

  /// The status with a condition, unless it has one of the same status and reason already.
  static DeploymentStatus with(DeploymentStatus status, DeploymentCondition condition) {
    DeploymentCondition known = find(status, condition.type());
    if (known == null) {
      return replaced(status, condition);
    }
    if (!known.status().equals(condition.status())) {
      return replaced(status, condition);
    }
    return known.reason().equals(condition.reason())
        ? status
        : replaced(status, condition.with(c -> c.lastTransitionTime(known.lastTransitionTime())));
  }

  private static DeploymentStatus replaced(DeploymentStatus status, DeploymentCondition condition) {
    List<DeploymentCondition> conditions =
        new ArrayList<>(without(status, condition.type()).conditions());
    conditions.add(condition);
    return status.with(s -> s.conditions(conditions));
  }

  static DeploymentStatus without(DeploymentStatus status, String type) {
    return status.with(
        s ->
            s.conditions(
                status.conditions().stream().filter(c -> !c.type().equals(type)).toList()));
  }

  static boolean hasDeadline(Deployment deployment) {
    Integer seconds = deployment.spec().progressDeadlineSeconds();
    return seconds != null && seconds != Integer.MAX_VALUE;
  }

  /// The counts of all sets, and whether enough pods are available.
  static DeploymentStatus counted(
      Deployment deployment, List<ReplicaSet> all, @Nullable ReplicaSet fresh, Instant now) {
    int available = Scaling.available(all);
    boolean knowsTerminating =
        all.stream().allMatch(set -> set.status().terminatingReplicas() != null);
    Integer terminating =
        knowsTerminating
            ? (Integer)
                all.stream()
                    .map(set -> set.status().terminatingReplicas())
                    .filter(Objects::nonNull)
                    .mapToInt(Integer::intValue)
                    .sum()
            : null;
    DeploymentStatus status =
        deployment
            .status()
            .with(
                s ->
                    s.observedGeneration(deployment.metadata().generation())
                        .replicas(all.stream().mapToInt(set -> set.status().replicas()).sum())
                        .updatedReplicas(fresh == null ? 0 : fresh.status().replicas())
                        .readyReplicas(
                            all.stream().mapToInt(set -> set.status().readyReplicas()).sum())
                        .availableReplicas(available)
                        .unavailableReplicas(Math.max(0, Scaling.replicas(all) - available))
                        .terminatingReplicas(terminating));
    boolean enough =
        available >= Scaling.replicas(deployment) - Scaling.bounds(deployment).unavailable();
    return with(
        status,
        enough
            ? condition(
                AVAILABLE,
                "True",
                "MinimumReplicasAvailable",
                "Deployment has minimum availability.",
                now)
            : condition(
                AVAILABLE,
                "False",
                "MinimumReplicasUnavailable",
                "Deployment does not have minimum availability.",
                now));
  }

  /// The [#counted] status with how the rollout goes on.
  static DeploymentStatus rollout(
      Deployment deployment, List<ReplicaSet> all, @Nullable ReplicaSet fresh, Instant now) {
    DeploymentStatus status = counted(deployment, all, fresh, now);
    if (!hasDeadline(deployment)) {
      status = without(status, PROGRESSING);
    }
    DeploymentCondition known = find(deployment.status(), PROGRESSING);
    boolean done =
        status.replicas() == status.updatedReplicas()
            && known != null
            && known.reason().equals(NEW_SET_AVAILABLE);
    if (hasDeadline(deployment) && !done) {
      status = progressed(deployment, status, fresh, known, now);
    }
    ReplicaSetCondition failure = failure(all, fresh);
    if (failure == null) {
      return without(status, FAILURE);
    }
    return with(
        status,
        new DeploymentCondition(
            FAILURE,
            failure.status(),
            failure.lastTransitionTime(),
            failure.lastTransitionTime(),
            failure.reason(),
            failure.message()));
  }

  private static DeploymentStatus progressed(
      Deployment deployment,
      DeploymentStatus status,
      @Nullable ReplicaSet fresh,
      @Nullable DeploymentCondition known,
      Instant now) {
    String subject =
        fresh == null
            ? "Deployment \"" + deployment.metadata().name() + "\""
            : "ReplicaSet \"" + fresh.metadata().name() + "\"";
    if (isComplete(deployment, status)) {
      return with(
          status,
          condition(
              PROGRESSING,
              "True",
              NEW_SET_AVAILABLE,
              subject + " has successfully progressed.",
              now));
    }
    if (isProgressing(deployment.status(), status)) {
      DeploymentCondition moving =
          condition(PROGRESSING, "True", "ReplicaSetUpdated", subject + " is progressing.", now);
      return replaced(
          status,
          known != null && known.status().equals("True")
              ? moving.with(c -> c.lastTransitionTime(known.lastTransitionTime()))
              : moving);
    }
    if (isTimedOut(deployment, status, now)) {
      return with(
          status,
          condition(PROGRESSING, "False", TIMED_OUT, subject + " has timed out progressing.", now));
    }
    return status;
  }

  /// Whether all pods are of the new template and available, and no others are left.
  static boolean isComplete(Deployment deployment, DeploymentStatus status) {
    int wanted = Scaling.replicas(deployment);
    return status.updatedReplicas() == wanted
        && status.replicas() == wanted
        && status.availableReplicas() == wanted
        && status.observedGeneration() >= deployment.metadata().generation();
  }

  private static boolean isProgressing(DeploymentStatus old, DeploymentStatus status) {
    return status.updatedReplicas() > old.updatedReplicas()
        || status.replicas() - status.updatedReplicas() < old.replicas() - old.updatedReplicas()
        || status.readyReplicas() > old.readyReplicas()
        || status.availableReplicas() > old.availableReplicas();
  }

  private static boolean isTimedOut(Deployment deployment, DeploymentStatus status, Instant now) {
    DeploymentCondition known = find(status, PROGRESSING);
    if (known == null || known.reason().equals(NEW_SET_AVAILABLE)) {
      return false;
    }
    if (known.reason().equals(TIMED_OUT)) {
      return true;
    }
    Duration left = untilDeadline(deployment, status, now);
    return left != null && left.isNegative();
  }

  /// How long the rollout may stand still from now on; null when nothing is waited for.
  static @Nullable Duration untilDeadline(
      Deployment deployment, DeploymentStatus status, Instant now) {
    DeploymentCondition known = find(status, PROGRESSING);
    Integer seconds = deployment.spec().progressDeadlineSeconds();
    if (!hasDeadline(deployment)
        || seconds == null
        || known == null
        || known.lastUpdateTime() == null
        || known.reason().equals(TIMED_OUT)
        || known.reason().equals(NEW_SET_AVAILABLE)) {
      return null;
    }
    return Duration.between(now, known.lastUpdateTime().instant().plusSeconds(seconds));
  }

  private static @Nullable ReplicaSetCondition failure(
      List<ReplicaSet> all, @Nullable ReplicaSet fresh) {
    ReplicaSetCondition any = null;
    for (ReplicaSet set : all) {
      for (ReplicaSetCondition condition : set.status().conditions()) {
        if (condition.type().equals(FAILURE)) {
          if (fresh != null && set.metadata().uid().equals(fresh.metadata().uid())) {
            return condition;
          }
          any = any == null ? condition : any;
        }
      }
    }
    return any;
  }
}
