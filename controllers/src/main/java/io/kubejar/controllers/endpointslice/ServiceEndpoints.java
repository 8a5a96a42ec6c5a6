package io.kubejar.controllers.endpointslice;

import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.ObjectReference;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServicePort;
import io.kubejar.api.discovery.v1.Endpoint;
import io.kubejar.api.discovery.v1.EndpointConditions;
import io.kubejar.api.discovery.v1.EndpointHints;
import io.kubejar.api.discovery.v1.EndpointPort;
import io.kubejar.api.discovery.v1.ForNode;
import io.kubejar.api.discovery.v1.ForZone;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Pods;
import io.kubejar.controllers.runtime.ServicePods;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The endpoints that a service should have, by the ports that they serve.
record ServiceEndpoints(Service service, Lister<Node> nodes) {
  static final String ZONE = "topology.kubernetes.io/zone";

  /// The endpoints of an address type; pods of nodes that are not known are left out.
  Map<List<EndpointPort>, List<Endpoint>> of(List<Pod> pods, String addressType) {
    Map<List<EndpointPort>, List<Endpoint>> byPorts = new LinkedHashMap<>();
    for (Pod pod : pods) {
      if (!ServicePods.isReachable(pod, true) || !isOnKnownNode(pod)) {
        continue;
      }
      List<String> addresses = ServicePods.addresses(pod, addressType.equals("IPv6"));
      if (!addresses.isEmpty()) {
        byPorts.computeIfAbsent(ports(pod), _ -> new ArrayList<>()).add(endpoint(pod, addresses));
      }
    }
    return byPorts;
  }

  private boolean isOnKnownNode(Pod pod) {
    return service.spec().publishNotReadyAddresses()
        || nodes.get("", pod.spec().nodeName()) != null;
  }

  private List<EndpointPort> ports(Pod pod) {
    List<EndpointPort> ports = new ArrayList<>();
    for (ServicePort port : service.spec().ports()) {
      Integer number = ServicePods.targetPort(pod, port);
      if (number != null) {
        ports.add(
            EndpointPort.builder()
                .name(port.name())
                .port(number)
                .protocol(port.protocol())
                .appProtocol(port.appProtocol())
                .build());
      }
    }
    return ports;
  }

  private Endpoint endpoint(Pod pod, List<String> addresses) {
    boolean serving = Pods.isReady(pod);
    boolean terminating = Pods.isTerminating(pod);
    boolean ready = service.spec().publishNotReadyAddresses() || (serving && !terminating);
    String nodeName = emptyToNull(pod.spec().nodeName());
    Node node = nodeName == null ? null : nodes.get("", nodeName);
    String zone = node == null ? null : emptyToNull(node.metadata().labels().get(ZONE));
    return Endpoint.builder()
        .addresses(addresses)
        .conditions(
            EndpointConditions.builder()
                .ready(ready)
                .serving(serving)
                .terminating(terminating)
                .build())
        .hostname(emptyToNull(ServicePods.hostname(service, pod)))
        .targetRef(
            ObjectReference.builder()
                .kind("Pod")
                .namespace(pod.metadata().namespace())
                .name(pod.metadata().name())
                .uid(pod.metadata().uid())
                .build())
        .nodeName(nodeName)
        .zone(zone)
        .hints(ready ? hints(nodeName, zone) : null)
        .build();
  }

  /// Who should prefer the endpoint, when the service asks for traffic to stay near.
  private @Nullable EndpointHints hints(@Nullable String node, @Nullable String zone) {
    String distribution = service.spec().trafficDistribution();
    if (distribution == null) {
      return null;
    }
    List<ForZone> zones = zone == null ? List.of() : List.of(ForZone.builder().name(zone).build());
    List<ForNode> nodesNear =
        node == null || !distribution.equals("PreferSameNode")
            ? List.of()
            : List.of(ForNode.builder().name(node).build());
    return zones.isEmpty() && nodesNear.isEmpty()
        ? null
        : EndpointHints.builder().forZones(zones).forNodes(nodesNear).build();
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
