package io.kubejar.proxy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the kernel is to hold besides the fixed part of the table.
///
/// @param chains the rules of each chain by its name
/// @param affinitySets the sets that remember clients, with their timeout in seconds
/// @param services the chain for each service address, protocol and port
/// @param nodePorts the chain for each protocol and node port
/// @param refused the addresses, protocols and ports of services without endpoints
/// @param refusedNodePorts the protocols and node ports of services without endpoints
record Ruleset(
    Map<String, List<String>> chains,
    Map<String, Integer> affinitySets,
    Map<String, String> services,
    Map<String, String> nodePorts,
    Map<String, String> refused,
    Map<String, String> refusedNodePorts) {
  static final Ruleset EMPTY =
      new Ruleset(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  static Ruleset draft() {
    return new Ruleset(
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>());
  }
}
