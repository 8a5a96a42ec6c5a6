package io.kubejar.controllers.endpoints;

import io.kubejar.api.core.v1.EndpointAddress;
import io.kubejar.api.core.v1.EndpointPort;
import io.kubejar.api.core.v1.EndpointSubset;
import io.kubejar.api.core.v1.ObjectReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Addresses and the ports they serve, packed into as few subsets as there are sets of ports.
final class Subsets {
  private static final Comparator<EndpointAddress> ADDRESS_ORDER =
      Comparator.comparing(EndpointAddress::ip).thenComparing(Subsets::uid);
  private static final Comparator<EndpointPort> PORT_ORDER =
      Comparator.comparing(EndpointPort::name)
          .thenComparingInt(EndpointPort::port)
          .thenComparing(EndpointPort::protocol);

  /// The most addresses that one object holds.
  static final int MOST = 1_000;

  private final Map<EndpointAddress, Set<EndpointPort>> ready = new LinkedHashMap<>();
  private final Map<EndpointAddress, Set<EndpointPort>> notReady = new LinkedHashMap<>();

  private static final class Group {
    final List<EndpointAddress> ready = new ArrayList<>();
    final List<EndpointAddress> notReady = new ArrayList<>();
  }

  /// Adds an address that serves some ports.
  void add(EndpointAddress address, List<EndpointPort> ports, boolean isReady) {
    (isReady ? ready : notReady).computeIfAbsent(address, _ -> new HashSet<>()).addAll(ports);
  }

  /// Whether there are more addresses than an object holds.
  boolean isTooMany() {
    return ready.size() + notReady.size() > MOST;
  }

  /// The subsets in a fixed order, with ready addresses first when not all have room.
  List<EndpointSubset> packed() {
    Map<Set<EndpointPort>, Group> groups = new HashMap<>();
    int[] room = {MOST};
    ready.forEach(
        (address, ports) -> {
          if (room[0]-- > 0) {
            groups.computeIfAbsent(ports, _ -> new Group()).ready.add(address);
          }
        });
    notReady.forEach(
        (address, ports) -> {
          if (room[0]-- > 0) {
            groups.computeIfAbsent(ports, _ -> new Group()).notReady.add(address);
          }
        });
    List<EndpointSubset> subsets = new ArrayList<>();
    groups.forEach(
        (ports, group) ->
            subsets.add(
                EndpointSubset.builder()
                    .addresses(group.ready.stream().sorted(ADDRESS_ORDER).toList())
                    .notReadyAddresses(group.notReady.stream().sorted(ADDRESS_ORDER).toList())
                    .ports(ports.stream().sorted(PORT_ORDER).toList())
                    .build()));
    subsets.sort(Comparator.comparing(subset -> subset.ports().toString()));
    return subsets;
  }

  private static String uid(EndpointAddress address) {
    ObjectReference target = address.targetRef();
    return target == null ? "" : target.uid();
  }
}
