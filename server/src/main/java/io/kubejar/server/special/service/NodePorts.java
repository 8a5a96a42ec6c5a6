package io.kubejar.server.special.service;

import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.core.v1.ServicePort;
import io.kubejar.server.registry.ListQuery;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.Selection;
import io.kubejar.server.spi.Failures;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Gives out node ports. The services themselves say who has which; what is kept here besides is
/// only what was given out and may not have reached the cache yet.
final class NodePorts {
  private static final int ATTEMPTS = 64;
  private static final ListQuery NEWEST =
      new ListQuery(ListQuery.NEWEST, false, 0, "", null, false);

  private final int first;
  private final int last;
  private final Registries registries;
  private final PortClaims claims;
  private final RandomGenerator random;
  private final Map<Integer, Holder> given = new HashMap<>();
  private Set<Integer> inServices = Set.of();
  private long generation = -1;

  private record Holder(String namespace, String service) {}

  NodePorts(int first, int last, Registries registries, PortClaims claims, RandomGenerator random) {
    this.first = first;
    this.last = last;
    this.registries = registries;
    this.claims = claims;
    this.random = random;
  }

  /// Takes a certain port; what is wrong with it otherwise.
  synchronized @Nullable String take(int port, String namespace, String service) {
    if (port < first || port > last) {
      return "provided port is not in the valid range. The range of valid ports is %d-%d"
          .formatted(first, last);
    }
    return give(port, namespace, service) ? null : "provided port is already allocated";
  }

  /// Takes some port.
  synchronized int takeAny(String namespace, String service) {
    int count = last - first + 1;
    // The lower part is for ports that users choose, as with addresses.
    int reserved = count < 32 ? 0 : Math.min(Math.max(16, count / 32), 128);
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = first + reserved + random.nextInt(count - reserved);
      if (give(port, namespace, service)) {
        return port;
      }
    }
    for (int i = 0; i < count; i++) {
      int port = first + (reserved + i) % count;
      if (give(port, namespace, service)) {
        return port;
      }
    }
    throw Failures.internal("failed to allocate a nodePort: range is full");
  }

  /// Gives a port back.
  synchronized void release(int port) {
    given.remove(port);
    claims.release(port);
  }

  /// The service that has the port is stored, so that all servers can see it.
  void stored(int port) {
    claims.release(port);
  }

  private boolean give(int port, String namespace, String service) {
    if (given.containsKey(port) || isTaken(port) || !claims.claim(port)) {
      return false;
    }
    if (claims.shared() && isTakenElsewhere(port)) {
      claims.release(port);
      return false;
    }
    given.put(port, new Holder(namespace, service));
    return true;
  }

  /// Whether a service has the port that another server stored before the claim.
  private boolean isTakenElsewhere(int port) {
    return registries.of(ServiceKind.SERVICE).list(Selection.all(""), NEWEST).objects().stream()
        .anyMatch(service -> ports(service.object()).contains(port));
  }

  private boolean isTaken(int port) {
    refresh();
    if (!inServices.contains(port)) {
      return false;
    }
    // The cache may be behind a release: look at those that seem to have it.
    for (Service service : registries.list(ServiceKind.SERVICE, "")) {
      if (ports(service).contains(port)) {
        var metadata = service.metadata();
        Service now =
            registries.getConsistent(ServiceKind.SERVICE, metadata.namespace(), metadata.name());
        if (now != null && ports(now).contains(port)) {
          return true;
        }
      }
    }
    return false;
  }

  private void refresh() {
    long current = registries.generation(ServiceKind.SERVICE);
    if (current == generation) {
      return;
    }
    Set<Integer> found = new HashSet<>();
    for (Service service : registries.list(ServiceKind.SERVICE, "")) {
      found.addAll(ports(service));
    }
    inServices = found;
    generation = current;
    given.keySet().removeIf(found::contains);
  }

  static Set<Integer> ports(Service service) {
    Set<Integer> ports = new HashSet<>();
    for (ServicePort port : service.spec().ports()) {
      if (port.nodePort() != 0) {
        ports.add(port.nodePort());
      }
    }
    if (service.spec().healthCheckNodePort() != 0) {
      ports.add(service.spec().healthCheckNodePort());
    }
    return ports;
  }
}
