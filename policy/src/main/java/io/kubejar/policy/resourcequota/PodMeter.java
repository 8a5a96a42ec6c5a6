package io.kubejar.policy.resourcequota;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.ResourceRequirements;
import io.kubejar.api.core.v1.ScopedResourceSelectorRequirement;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.value.Quantity;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Counts pods and adds up what they request and are limited to.
record PodMeter(Clock clock) implements Meter {
  private static final String COUNT = CountMeter.name("pods");
  private static final String PODS = "pods";
  private static final String REQUESTS = "requests.";
  private static final String LIMITS = "limits.";
  private static final String HUGE_PAGES = "hugepages-";
  private static final Set<String> STANDARD = Set.of("cpu", "memory", "ephemeral-storage");

  /// What each container has to say something about when a quota limits it.
  private static final Set<String> REQUIRED =
      Set.of("cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory");

  @Override
  public boolean handles(Admission<?> admission) {
    return switch (admission.subresource()) {
      case "" -> admission.operation() == Operation.CREATE;
      case "resize" -> admission.operation() == Operation.UPDATE;
      default -> false;
    };
  }

  @Override
  public boolean takes(String resource) {
    if (resource.equals(COUNT) || resource.equals(PODS) || STANDARD.contains(resource)) {
      return true;
    }
    if (resource.startsWith(LIMITS)) {
      return STANDARD.contains(resource.substring(LIMITS.length()));
    }
    if (resource.startsWith(REQUESTS)) {
      String name = resource.substring(REQUESTS.length());
      return STANDARD.contains(name) || name.startsWith(HUGE_PAGES) || isExtended(name);
    }
    return resource.startsWith(HUGE_PAGES);
  }

  private static boolean isExtended(String name) {
    int slash = name.indexOf('/');
    return slash > 0
        && !name.substring(0, slash).equals("kubernetes.io")
        && !name.substring(0, slash).endsWith(".kubernetes.io");
  }

  @Override
  public Map<String, Quantity> usage(ApiObject object) {
    var pod = (Pod) object;
    Map<String, Quantity> usage = new TreeMap<>();
    usage.put(COUNT, Quantity.of(1));
    if (isGone(pod)) {
      return usage;
    }
    usage.putAll(measured(PodTotals.requests(pod.spec()), PodTotals.limits(pod.spec())));
    return usage;
  }

  /// Whether the pod has ended, or should have.
  private boolean isGone(Pod pod) {
    String phase = pod.status().phase();
    ObjectMeta metadata = pod.metadata();
    var deleted = metadata.deletionTimestamp();
    Long grace = metadata.deletionGracePeriodSeconds();
    return phase.equals("Succeeded")
        || phase.equals("Failed")
        || (deleted != null && grace != null && clock.instant().isAfter(deleted.instant()));
  }

  /// Requests and limits under the names that quotas use.
  private static Map<String, Quantity> measured(
      Map<String, Quantity> requests, Map<String, Quantity> limits) {
    Map<String, Quantity> measured = new TreeMap<>();
    measured.put(PODS, Quantity.of(1));
    requests.forEach(
        (name, amount) -> {
          if (STANDARD.contains(name) || name.startsWith(HUGE_PAGES)) {
            measured.put(name, amount);
            measured.put(REQUESTS + name, amount);
          } else if (isExtended(name)) {
            measured.put(REQUESTS + name, amount);
          }
        });
    limits.forEach(
        (name, amount) -> {
          if (STANDARD.contains(name)) {
            measured.put(LIMITS + name, amount);
          }
        });
    return measured;
  }

  @Override
  public boolean isIn(ScopedResourceSelectorRequirement scope, ApiObject object) {
    return Scopes.includes(scope, (Pod) object);
  }

  @Override
  public String missing(Collection<String> resources, ApiObject object) {
    var required = new TreeSet<>(resources);
    required.retainAll(REQUIRED);
    var pod = (Pod) object;
    ResourceRequirements whole = pod.spec().resources();
    if (whole != null) {
      required.removeAll(measured(whole.requests(), whole.limits()).keySet());
    }
    if (required.isEmpty()) {
      return "";
    }
    Map<String, Set<String>> containers = new TreeMap<>();
    for (Container container : pod.spec().containers()) {
      addMissing(container, required, containers);
    }
    for (Container container : pod.spec().initContainers()) {
      addMissing(container, required, containers);
    }
    return containers.entrySet().stream()
        .map(entry -> entry.getKey() + " for: " + String.join(",", entry.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static void addMissing(
      Container container, Set<String> required, Map<String, Set<String>> containers) {
    var said = measured(container.resources().requests(), container.resources().limits()).keySet();
    for (String resource : required) {
      if (!said.contains(resource)) {
        containers.computeIfAbsent(resource, _ -> new TreeSet<>()).add(container.name());
      }
    }
  }
}
