package io.kubejar.controllers.testing;

import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCondition;
import io.kubejar.api.core.v1.PodIP;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServicePort;
import io.kubejar.api.value.IntOrString;
import io.kubejar.api.value.Time;
import java.util.Map;

/// Services, nodes and the running pods behind them, in the namespace `default`.
public final class Backends {
  private Backends() {}

  /// A service `web` that selects `app=web`, port 80 to 8080.
  public static Service service() {
    return Service.builder()
        .metadata(
            m -> m.namespace("default").name("web").uid("web-uid").labels(Map.of("tier", "front")))
        .spec(
            s ->
                s.type("ClusterIP")
                    .clusterIP("10.96.0.10")
                    .ipFamilies("IPv4")
                    .selector(Map.of("app", "web"))
                    .ports(
                        ServicePort.builder()
                            .name("http")
                            .protocol("TCP")
                            .port(80)
                            .targetPort(IntOrString.of(8080))
                            .build()))
        .build();
  }

  public static Node node(String name, String zone) {
    return Node.builder()
        .metadata(m -> m.name(name).labels(Map.of("topology.kubernetes.io/zone", zone)))
        .build();
  }

  /// A pod of the service on node `n1`.
  public static Pod pod(String name, String ip, boolean ready) {
    return Pod.builder()
        .metadata(m -> m.namespace("default").name(name).labels(Map.of("app", "web")))
        .spec(s -> s.nodeName("n1"))
        .status(
            s ->
                s.phase("Running")
                    .podIP(ip)
                    .podIPs(PodIP.builder().ip(ip).build())
                    .conditions(
                        PodCondition.builder()
                            .type("Ready")
                            .status(ready ? "True" : "False")
                            .lastTransitionTime(Time.parse("2020-01-01T00:00:00Z"))
                            .build()))
        .build();
  }
}
