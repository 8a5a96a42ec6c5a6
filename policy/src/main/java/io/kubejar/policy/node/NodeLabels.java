package io.kubejar.policy.node;

import io.kubejar.api.core.v1.Node;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which labels a node may give itself: those of other domains, and the ones of Kubernetes that
/// agents are known to set.
final class NodeLabels {
  private static final String RESTRICTED = "node-restriction.kubernetes.io";
  private static final Set<String> OWN =
      Set.of(
          "kubernetes.io/hostname",
          "kubernetes.io/instance-type",
          "kubernetes.io/os",
          "kubernetes.io/arch",
          "beta.kubernetes.io/instance-type",
          "beta.kubernetes.io/os",
          "beta.kubernetes.io/arch",
          "failure-domain.beta.kubernetes.io/zone",
          "failure-domain.beta.kubernetes.io/region",
          "failure-domain.kubernetes.io/zone",
          "failure-domain.kubernetes.io/region",
          "topology.kubernetes.io/zone",
          "topology.kubernetes.io/region",
          "node.kubernetes.io/instance-type");

  private NodeLabels() {}

  static void check(Admission<?> admission, Node node, @Nullable Node old) {
    Map<String, String> before = old == null ? Map.of() : old.metadata().labels();
    Map<String, String> after = node.metadata().labels();
    Set<String> changed = new HashSet<>();
    for (var label : after.entrySet()) {
      if (!label.getValue().equals(before.get(label.getKey()))) {
        changed.add(label.getKey());
      }
    }
    for (String key : before.keySet()) {
      if (!after.containsKey(key)) {
        changed.add(key);
      }
    }
    Set<String> forbidden = new TreeSet<>();
    for (String key : changed) {
      if (isForbidden(key)) {
        forbidden.add(key);
      }
    }
    if (!forbidden.isEmpty()) {
      throw Admitted.forbidden(
          admission, "is not allowed to modify labels: " + String.join(", ", forbidden));
    }
  }

  private static boolean isForbidden(String key) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      return false;
    }
    String domain = key.substring(0, slash);
    if (isIn(domain, RESTRICTED)) {
      return true;
    }
    if (!isIn(domain, "kubernetes.io") && !isIn(domain, "k8s.io")) {
      return false;
    }
    return !OWN.contains(key)
        && !isIn(domain, "kubelet.kubernetes.io")
        && !isIn(domain, "node.kubernetes.io");
  }

  private static boolean isIn(String domain, String parent) {
    return domain.equals(parent) || domain.endsWith("." + parent);
  }
}
