package io.kubejar.api.core.v1;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether a node is among those that a pod selects.
public final class NodeSelection {
  private NodeSelection() {}

  /// Whether a node has what `nodeSelector` and the required node affinity ask for.
  public static boolean required(PodSpec spec, ObjectNames node) {
    for (var wanted : spec.nodeSelector().entrySet()) {
      if (!wanted.getValue().equals(node.labels().get(wanted.getKey()))) {
        return false;
      }
    }
    NodeSelector selector = required(spec);
    if (selector == null) {
      return true;
    }
    for (NodeSelectorTerm term : selector.nodeSelectorTerms()) {
      if (matches(term, node)) {
        return true;
      }
    }
    return false;
  }

  /// The node affinity that a pod requires, or null.
  public static @Nullable NodeSelector required(PodSpec spec) {
    Affinity affinity = spec.affinity();
    return affinity == null || affinity.nodeAffinity() == null
        ? null
        : affinity.nodeAffinity().requiredDuringSchedulingIgnoredDuringExecution();
  }

  /// A node's name and labels, which is all that selection looks at.
  public record ObjectNames(String name, Map<String, String> labels) {
    public static ObjectNames of(Node node) {
      return new ObjectNames(node.metadata().name(), node.metadata().labels());
    }
  }

  /// Whether a node has all that a term asks for; an empty term asks for what no node has.
  public static boolean matches(NodeSelectorTerm term, ObjectNames node) {
    if (term.matchExpressions().isEmpty() && term.matchFields().isEmpty()) {
      return false;
    }
    for (NodeSelectorRequirement requirement : term.matchExpressions()) {
      if (!matches(requirement, node.labels().get(requirement.key()))) {
        return false;
      }
    }
    for (NodeSelectorRequirement requirement : term.matchFields()) {
      if (!matches(requirement, requirement.key().equals("metadata.name") ? node.name() : null)) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(NodeSelectorRequirement requirement, @Nullable String value) {
    return switch (requirement.operator()) {
      case "In" -> value != null && requirement.values().contains(value);
      case "NotIn" -> value == null || !requirement.values().contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      case "Gt" -> compare(requirement, value) > 0;
      case "Lt" -> compare(requirement, value) < 0;
      default -> false;
    };
  }

  private static int compare(NodeSelectorRequirement requirement, @Nullable String value) {
    if (value == null || requirement.values().size() != 1) {
      return 0;
    }
    try {
      return Long.compare(Long.parseLong(value), Long.parseLong(requirement.values().getFirst()));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
