package io.kubejar.policy.podsecurity;

import io.kubejar.api.core.v1.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the pods of a namespace would break under a standard that it is about to enforce.
final class ExistingPods {
  private static final int MOST = 3000;

  private ExistingPods() {}

  /// The texts to warn of; none when all pods are in order. Pods that break the same rules are
  /// named together.
  static List<String> warnings(
      String namespace, List<Pod> pods, Standard standard, Set<String> exemptRuntimeClasses) {
    Map<String, List<String>> namesByReasons = new TreeMap<>();
    var checked = pods.size() > MOST ? pods.subList(0, MOST) : pods;
    for (Pod pod : checked) {
      String runtimeClass = pod.spec().runtimeClassName();
      if (runtimeClass != null && exemptRuntimeClasses.contains(runtimeClass)) {
        continue;
      }
      List<Breach> breaches =
          Standards.breaches(standard, Subject.of(pod.metadata().annotations(), pod.spec()));
      if (!breaches.isEmpty()) {
        namesByReasons
            .computeIfAbsent(Standards.reasons(breaches), _ -> new ArrayList<>())
            .add(pod.metadata().name());
      }
    }
    var lines = new ArrayList<String>();
    namesByReasons.forEach(
        (reasons, names) -> {
          String first = names.stream().sorted().findFirst().orElseThrow();
          String others =
              switch (names.size()) {
                case 1 -> "";
                case 2 -> " (and 1 other pod)";
                default -> " (and %d other pods)".formatted(names.size() - 1);
              };
          lines.add(first + others + ": " + reasons);
        });
    lines.sort(null);
    if (!lines.isEmpty()) {
      lines.addFirst(
          "existing pods in namespace \"%s\" violate the new PodSecurity enforce level \"%s\""
              .formatted(namespace, standard));
    }
    if (checked.size() < pods.size()) {
      lines.addFirst(
          "new PodSecurity enforce level only checked against the first %d of %d existing pods"
              .formatted(checked.size(), pods.size()));
    }
    return lines;
  }
}
