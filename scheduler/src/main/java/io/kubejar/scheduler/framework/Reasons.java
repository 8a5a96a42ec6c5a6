package io.kubejar.scheduler.framework;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// On how many nodes each reason stood against a pod.
public final class Reasons {
  private final Map<String, Integer> counts = new HashMap<>();

  public void add(String reason) {
    add(reason, 1);
  }

  public void add(String reason, int nodes) {
    if (nodes > 0) {
      counts.merge(reason, nodes, Integer::sum);
    }
  }

  /// Such as ` 1 Insufficient cpu, 2 node(s) were unschedulable.`, sorted as text; empty for none.
  public String sentence() {
    List<String> parts = new ArrayList<>();
    counts.forEach((reason, count) -> parts.add(count + " " + reason));
    parts.sort(null);
    return parts.isEmpty() ? "" : " " + String.join(", ", parts) + ".";
  }
}
