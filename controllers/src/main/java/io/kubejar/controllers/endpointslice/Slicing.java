package io.kubejar.controllers.endpointslice;

import io.kubejar.api.core.v1.ObjectReference;
import io.kubejar.api.discovery.v1.Endpoint;
import io.kubejar.api.discovery.v1.EndpointPort;
import io.kubejar.api.discovery.v1.EndpointSlice;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.OwnerReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The distribution of endpoints of one address type over slices, with as few changed slices as
/// possible.
///
/// Endpoints stay in the slices they are in. New ones go first into slices that change anyway, then
/// into the fullest slice that has room for all of them, then into new slices.
///
/// @param template the metadata of new slices, with labels that all slices are to have
/// @param addressType `IPv4` or `IPv6`
/// @param capacity how many endpoints a slice holds at most
/// @param keepsEmpty whether one slice without endpoints stands for none
record Slicing(ObjectMeta template, String addressType, int capacity, boolean keepsEmpty) {

  /// What is to be written.
  record Plan(
      List<EndpointSlice> creates, List<EndpointSlice> updates, List<EndpointSlice> deletes) {
    Plan() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  /// What makes two endpoints the same one, with other conditions maybe.
  private record Identity(List<String> addresses, @Nullable ObjectReference target) {
    static Identity of(Endpoint endpoint) {
      return new Identity(endpoint.addresses(), endpoint.targetRef());
    }
  }

  /// Plans how to get from the existing slices of the address type to the desired endpoints by
  /// ports.
  Plan plan(List<EndpointSlice> existing, Map<List<EndpointPort>, List<Endpoint>> desired) {
    Plan plan = new Plan();
    Map<Set<EndpointPort>, List<EndpointSlice>> byPorts = new LinkedHashMap<>();
    for (EndpointSlice slice : existing) {
      if (isOwned(slice)) {
        byPorts.computeIfAbsent(Set.copyOf(slice.ports()), _ -> new ArrayList<>()).add(slice);
      } else {
        plan.deletes().add(slice);
      }
    }
    desired.forEach(
        (ports, endpoints) -> {
          List<EndpointSlice> known = byPorts.remove(Set.copyOf(ports));
          distribute(plan, ports, known == null ? List.of() : known, endpoints);
        });
    byPorts.values().forEach(plan.deletes()::addAll);
    if (keepsEmpty) {
      keepPlaceholder(plan, existing.size());
    }
    reuseDeleted(plan);
    return plan;
  }

  private boolean isOwned(EndpointSlice slice) {
    for (OwnerReference owner : template.ownerReferences()) {
      if (slice.metadata().ownerReferences().stream()
          .anyMatch(each -> each.uid().equals(owner.uid()))) {
        return true;
      }
    }
    return false;
  }

  private void distribute(
      Plan plan, List<EndpointPort> ports, List<EndpointSlice> slices, List<Endpoint> desired) {
    Map<Identity, Endpoint> missing = new LinkedHashMap<>();
    desired.forEach(endpoint -> missing.put(Identity.of(endpoint), endpoint));
    List<EndpointSlice> changed = new ArrayList<>();
    List<EndpointSlice> unchanged = new ArrayList<>();
    for (EndpointSlice slice : slices) {
      List<Endpoint> kept = new ArrayList<>();
      for (Endpoint endpoint : slice.endpoints()) {
        Endpoint now = missing.remove(Identity.of(endpoint));
        if (now != null) {
          kept.add(now);
        }
      }
      if (kept.isEmpty()) {
        plan.deletes().add(slice);
      } else if (kept.equals(slice.endpoints()) && hasLabels(slice)) {
        unchanged.add(slice);
      } else {
        changed.add(with(slice, kept));
      }
    }
    Deque<Endpoint> rest = new ArrayDeque<>(missing.values());
    changed.sort(
        Comparator.comparingInt((EndpointSlice each) -> each.endpoints().size()).reversed());
    changed.replaceAll(slice -> filled(slice, rest));
    while (!rest.isEmpty()) {
      EndpointSlice roomy = rest.size() < capacity ? fullestWithRoom(unchanged, rest.size()) : null;
      if (roomy == null) {
        plan.creates().add(filled(empty(ports), rest));
      } else {
        unchanged.remove(roomy);
        changed.add(filled(with(roomy, roomy.endpoints()), rest));
      }
    }
    plan.updates().addAll(changed);
  }

  private @Nullable EndpointSlice fullestWithRoom(List<EndpointSlice> slices, int count) {
    return slices.stream()
        .filter(slice -> slice.endpoints().size() + count <= capacity)
        .max(Comparator.comparingInt(slice -> slice.endpoints().size()))
        .orElse(null);
  }

  private EndpointSlice filled(EndpointSlice slice, Deque<Endpoint> from) {
    if (from.isEmpty() || slice.endpoints().size() >= capacity) {
      return slice;
    }
    List<Endpoint> endpoints = new ArrayList<>(slice.endpoints());
    while (!from.isEmpty() && endpoints.size() < capacity) {
      endpoints.add(from.remove());
    }
    return slice.with(b -> b.endpoints(endpoints));
  }

  private EndpointSlice empty(List<EndpointPort> ports) {
    return EndpointSlice.builder().metadata(template).addressType(addressType).ports(ports).build();
  }

  private EndpointSlice with(EndpointSlice slice, List<Endpoint> endpoints) {
    return slice.with(b -> b.metadata(m -> m.labels(template.labels())).endpoints(endpoints));
  }

  private boolean hasLabels(EndpointSlice slice) {
    return slice.metadata().labels().equals(template.labels());
  }

  /// A service without endpoints has one slice without endpoints and ports.
  private void keepPlaceholder(Plan plan, int existing) {
    if (existing != plan.deletes().size() || !plan.creates().isEmpty()) {
      return;
    }
    if (plan.deletes().size() == 1 && isPlaceholder(plan.deletes().getFirst())) {
      plan.deletes().clear();
    } else {
      plan.creates().add(empty(List.of()));
    }
  }

  private boolean isPlaceholder(EndpointSlice slice) {
    return slice.endpoints().isEmpty()
        && slice.ports().isEmpty()
        && hasLabels(slice)
        && isOwned(slice);
  }

  /// Turns a deletion and a creation into one update.
  private void reuseDeleted(Plan plan) {
    Set<EndpointSlice> reused = new HashSet<>();
    for (EndpointSlice old : plan.deletes()) {
      if (!plan.creates().isEmpty() && isOwned(old)) {
        EndpointSlice fresh = plan.creates().removeLast();
        plan.updates().add(with(old, fresh.endpoints()).with(b -> b.ports(fresh.ports())));
        reused.add(old);
      }
    }
    plan.deletes().removeAll(reused);
  }

  /// The labels of a slice: those of what it belongs to, and the well-known ones.
  static Map<String, String> labels(
      Map<String, String> given, String service, String by, boolean headless) {
    Map<String, String> labels = new HashMap<>(given);
    labels.remove(HEADLESS);
    if (headless) {
      labels.put(HEADLESS, "");
    }
    labels.put(SERVICE_NAME, service);
    labels.put(MANAGED_BY, by);
    return labels;
  }

  /// Whether a slice is one of a controller's.
  static boolean isManagedBy(EndpointSlice slice, String controller) {
    return Objects.equals(slice.metadata().labels().get(MANAGED_BY), controller);
  }

  /// The name of the service that a slice belongs to, empty for none.
  static String serviceOf(EndpointSlice slice) {
    return slice.metadata().labels().getOrDefault(SERVICE_NAME, "");
  }

  private static final String HEADLESS = "service.kubernetes.io/headless";
  private static final String SERVICE_NAME = "kubernetes.io/service-name";
  private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
}
