package io.kubejar.controllers.deployment;

import io.kubejar.api.apps.v1.Deployment;
import io.kubejar.api.apps.v1.ReplicaSet;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.value.Time;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The annotations by which replica sets remember their deployment's revisions and size.
final class RevisionAnnotations {
  static final String REVISION = "deployment.kubernetes.io/revision";
  static final String HISTORY = "deployment.kubernetes.io/revision-history";
  static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
  static final String MAX = "deployment.kubernetes.io/max-replicas";

  private static final int HISTORY_LENGTH = 2000;
  private static final Set<String> NOT_COPIED =
      Set.of(
          "kubectl.kubernetes.io/last-applied-configuration",
          "deprecated.deployment.rollback.to",
          REVISION,
          HISTORY,
          DESIRED,
          MAX);

  private RevisionAnnotations() {}

  static Time created(ApiObject object) {
    Time created = object.metadata().creationTimestamp();
    return created == null ? Time.EPOCH : created;
  }

  /// An annotation's number, or another one when there is none.
  static int number(ApiObject object, String annotation, int otherwise) {
    String text = object.metadata().annotations().get(annotation);
    try {
      return text == null ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /// The highest revision of some sets, or 0.
  static int highest(Collection<ReplicaSet> sets) {
    return sets.stream().mapToInt(set -> number(set, REVISION, 0)).max().orElse(0);
  }

  /// The annotations of a deployment's newest set: the deployment's own, and the revision, which
  /// only grows; the revisions it had before are kept in its history.
  static Map<String, String> ofNewest(
      Deployment deployment, Map<String, String> current, int revision) {
    Map<String, String> annotations = new TreeMap<>(current);
    deployment
        .metadata()
        .annotations()
        .forEach(
            (name, value) -> {
              if (!NOT_COPIED.contains(name)) {
                annotations.put(name, value);
              }
            });
    String old = current.get(REVISION);
    if (old == null) {
      annotations.put(REVISION, Integer.toString(revision));
      return annotations;
    }
    int known;
    try {
      known = Integer.parseInt(old);
    } catch (NumberFormatException e) {
      return annotations;
    }
    if (known < revision) {
      annotations.put(REVISION, Integer.toString(revision));
      annotations.put(HISTORY, history(current.getOrDefault(HISTORY, ""), old));
    }
    return annotations;
  }

  private static String history(String known, String added) {
    String history = known.isEmpty() ? added : known + "," + added;
    while (history.length() > HISTORY_LENGTH && history.contains(",")) {
      history = history.substring(history.indexOf(',') + 1);
    }
    return history;
  }

  /// Annotations with the deployment's size in them.
  static Map<String, String> withSize(Deployment deployment, Map<String, String> current) {
    int replicas = Scaling.replicas(deployment);
    Map<String, String> annotations = new TreeMap<>(current);
    annotations.put(DESIRED, Integer.toString(replicas));
    annotations.put(MAX, Integer.toString(replicas + Scaling.bounds(deployment).surge()));
    return annotations;
  }
}
