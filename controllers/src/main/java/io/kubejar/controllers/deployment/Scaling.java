package io.kubejar.controllers.deployment;

import io.kubejar.api.apps.v1.Deployment;
import io.kubejar.api.apps.v1.ReplicaSet;
import io.kubejar.api.apps.v1.RollingUpdateDeployment;
import io.kubejar.api.value.IntOrString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How large replica sets may and should be. Pure functions.
final class Scaling {
  /// From old to new; by name when as old.
  static final Comparator<ReplicaSet> BY_AGE =
      Comparator.comparing((ReplicaSet set) -> RevisionAnnotations.created(set))
          .thenComparing(set -> set.metadata().name());

  private Scaling() {}

  /// How many pods a rolling update may have too many and too few.
  record Bounds(int surge, int unavailable) {}

  static int replicas(Deployment deployment) {
    Integer replicas = deployment.spec().replicas();
    return replicas == null ? 1 : replicas;
  }

  static int replicas(ReplicaSet set) {
    Integer replicas = set.spec().replicas();
    return replicas == null ? 1 : replicas;
  }

  static int replicas(Collection<ReplicaSet> sets) {
    return sets.stream().mapToInt(Scaling::replicas).sum();
  }

  static int available(Collection<ReplicaSet> sets) {
    return sets.stream().mapToInt(set -> set.status().availableReplicas()).sum();
  }

  static boolean isRolling(Deployment deployment) {
    return !deployment.spec().strategy().type().equals("Recreate");
  }

  /// The bounds as numbers of pods; when both would be 0, one pod may be unavailable.
  static Bounds bounds(Deployment deployment) {
    if (!isRolling(deployment)) {
      return new Bounds(0, 0);
    }
    int replicas = replicas(deployment);
    RollingUpdateDeployment rolling = deployment.spec().strategy().rollingUpdate();
    int surge = rolling == null ? 0 : scaled(rolling.maxSurge(), replicas, true);
    int unavailable = rolling == null ? 0 : scaled(rolling.maxUnavailable(), replicas, false);
    if (surge == 0 && unavailable == 0) {
      unavailable = 1;
    }
    return new Bounds(surge, Math.min(unavailable, replicas));
  }

  private static int scaled(@Nullable IntOrString value, int total, boolean up) {
    return value == null ? 0 : value.scaled(total, up);
  }

  /// How large the new set may become now, next to all others.
  static int newSetSize(Deployment deployment, Collection<ReplicaSet> all, int current) {
    int wanted = replicas(deployment);
    if (!isRolling(deployment)) {
      return wanted;
    }
    int room = wanted + bounds(deployment).surge() - replicas(all);
    return room <= 0 ? current : current + Math.min(room, wanted - current);
  }

  /// Sizes of old sets after a step of a rolling update: first pods that are not available go, then
  /// as many others as can be spared.
  static Map<ReplicaSet, Integer> shrunk(
      Deployment deployment, List<ReplicaSet> old, @Nullable ReplicaSet fresh) {
    Map<ReplicaSet, Integer> sizes = new LinkedHashMap<>();
    int minimum = replicas(deployment) - bounds(deployment).unavailable();
    int freshSize = fresh == null ? 0 : replicas(fresh);
    int freshAvailable = fresh == null ? 0 : fresh.status().availableReplicas();
    int most = replicas(old) + freshSize - minimum - (freshSize - freshAvailable);
    if (replicas(old) == 0 || most <= 0) {
      return sizes;
    }
    List<ReplicaSet> sorted = new ArrayList<>(old);
    sorted.sort(BY_AGE);
    int unhealthy = 0;
    for (ReplicaSet set : sorted) {
      int size = replicas(set);
      int drop = Math.min(most - unhealthy, size - set.status().availableReplicas());
      if (size > 0 && drop > 0) {
        sizes.put(set, size - drop);
        unhealthy += drop;
      }
    }
    int spare = available(old) + freshAvailable - minimum;
    for (ReplicaSet set : sorted) {
      int size = sizes.getOrDefault(set, replicas(set));
      int drop = Math.min(size, spare);
      if (drop > 0) {
        sizes.put(set, size - drop);
        spare -= drop;
      }
    }
    return sizes;
  }

  /// Sizes of all active sets when the deployment itself was scaled amid a rollout: each gets a
  /// share of the change that fits its size, and the largest what is left over.
  static Map<ReplicaSet, Integer> proportional(Deployment deployment, List<ReplicaSet> active) {
    int wanted = replicas(deployment);
    int allowed = wanted > 0 ? wanted + bounds(deployment).surge() : 0;
    int change = allowed - replicas(active);
    List<ReplicaSet> sorted = new ArrayList<>(active);
    Comparator<ReplicaSet> largest =
        Comparator.comparing((ReplicaSet set) -> replicas(set)).reversed();
    sorted.sort(largest.thenComparing(change > 0 ? BY_AGE.reversed() : BY_AGE));
    Map<ReplicaSet, Integer> sizes = new LinkedHashMap<>();
    int given = 0;
    for (ReplicaSet set : sorted) {
      int share = change == 0 ? 0 : share(deployment, set, change, given);
      sizes.put(set, replicas(set) + share);
      given += share;
    }
    if (change != 0 && !sorted.isEmpty()) {
      int leftOver = change - given;
      sizes.compute(
          sorted.getFirst(), (_, size) -> Math.max(0, (size == null ? 0 : size) + leftOver));
    }
    return sizes;
  }

  private static int share(Deployment deployment, ReplicaSet set, int change, int given) {
    int size = replicas(set);
    if (size == 0 || change == given) {
      return 0;
    }
    int fraction = fraction(deployment, set, size);
    return change > 0 ? Math.min(fraction, change - given) : Math.max(fraction, change - given);
  }

  private static int fraction(Deployment deployment, ReplicaSet set, int size) {
    if (replicas(deployment) == 0) {
      return -size;
    }
    int most = replicas(deployment) + bounds(deployment).surge();
    int before = RevisionAnnotations.number(set, RevisionAnnotations.MAX, 0);
    if (before <= 0) {
      before = deployment.status().replicas();
    }
    if (before <= 0) {
      return 0;
    }
    return (int) Math.round((double) size * most / before) - size;
  }
}
