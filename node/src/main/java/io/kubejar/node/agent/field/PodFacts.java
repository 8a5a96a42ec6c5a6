package io.kubejar.node.agent.field;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ObjectFieldSelector;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.ResourceFieldSelector;
import io.kubejar.api.value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// What a pod's field and resource references may name.
///
/// @param pod the pod
/// @param nodeName where it runs
/// @param hostAddresses the node's addresses
/// @param podAddresses the pod's addresses, as far as known
/// @param allocatable what limits not given default to
public record PodFacts(
    Pod pod,
    String nodeName,
    List<String> hostAddresses,
    List<String> podAddresses,
    Map<String, Quantity> allocatable) {

  /// A field's value, or an [IllegalArgumentException] with upstream's words.
  public String field(ObjectFieldSelector selector) {
    String path = selector.fieldPath();
    if (path.startsWith("metadata.labels['") && path.endsWith("']")) {
      return pod.metadata().labels().getOrDefault(subscript(path), "");
    }
    if (path.startsWith("metadata.annotations['") && path.endsWith("']")) {
      return pod.metadata().annotations().getOrDefault(subscript(path), "");
    }
    return switch (path) {
      case "metadata.name" -> pod.metadata().name();
      case "metadata.namespace" -> pod.metadata().namespace();
      case "metadata.uid" -> pod.metadata().uid();
      case "metadata.labels" -> lines(pod.metadata().labels());
      case "metadata.annotations" -> lines(pod.metadata().annotations());
      case "spec.nodeName" -> nodeName;
      case "spec.serviceAccountName" -> pod.spec().serviceAccountName();
      case "status.hostIP" -> hostAddresses.isEmpty() ? "" : hostAddresses.getFirst();
      case "status.hostIPs" -> String.join(",", hostAddresses);
      case "status.podIP" -> podAddresses.isEmpty() ? "" : podAddresses.getFirst();
      case "status.podIPs" -> String.join(",", podAddresses);
      default -> throw new IllegalArgumentException("unsupported fieldPath: " + path);
    };
  }

  /// A resource's amount in units of the divisor, rounded up.
  ///
  /// @param container the container meant when the selector names none
  public String resource(ResourceFieldSelector selector, Container container) {
    Container of = container;
    if (!selector.containerName().isEmpty()) {
      of =
          java.util.stream.Stream.concat(
                  pod.spec().containers().stream(), pod.spec().initContainers().stream())
              .filter(c -> c.name().equals(selector.containerName()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "container " + selector.containerName() + " not found"));
    }
    String[] parts = selector.resource().split("\\.", 2);
    if (parts.length < 2 || !(parts[0].equals("limits") || parts[0].equals("requests"))) {
      throw new IllegalArgumentException("unsupported container resource : " + selector.resource());
    }
    Quantity amount =
        parts[0].equals("limits")
            ? limit(of, parts[1])
            : Objects.requireNonNullElse(of.resources().requests().get(parts[1]), Quantity.ZERO);
    BigDecimal divisor = selector.divisor().isZero() ? BigDecimal.ONE : selector.divisor().amount();
    return amount.amount().divide(divisor, 0, RoundingMode.CEILING).toPlainString();
  }

  private Quantity limit(Container container, String resource) {
    Quantity limit = container.resources().limits().get(resource);
    if (limit == null || limit.isZero()) {
      limit = allocatable.get(resource);
    }
    return limit == null ? Quantity.ZERO : limit;
  }

  private static String subscript(String path) {
    return path.substring(path.indexOf('\'') + 1, path.length() - 2);
  }

  private static String lines(Map<String, String> entries) {
    StringBuilder out = new StringBuilder();
    for (var entry : new TreeMap<>(entries).entrySet()) {
      if (!out.isEmpty()) {
        out.append('\n');
      }
      out.append(entry.getKey()).append('=').append(quoted(entry.getValue()));
    }
    return out.toString();
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
