package io.kubejar.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServicePort;
import io.kubejar.api.discovery.v1.Endpoint;
import io.kubejar.api.discovery.v1.EndpointConditions;
import io.kubejar.api.discovery.v1.EndpointPort;
import io.kubejar.api.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The commands for the kernel.
final class NftablesTest {
  private static final ProxySettings SETTINGS =
      new ProxySettings("kj-test", "node-1", "10.244.0.0/16", Set.of("10.96.0.10"));
  private final Nftables nftables = new Nftables("kj-test");

  @Test
  void aServiceSendsToOneOfItsReadyEndpointsAtRandom() {
    Ruleset rules = rules(service("ClusterIP", "None", 0), slice(true, true));
    assertThat(rules.services().keySet()).containsExactly("10.96.1.1 . tcp . 80");
    String chain = rules.services().get("10.96.1.1 . tcp . 80").substring("goto ".length());
    assertThat(rules.chains().get(chain))
        .first()
        .isEqualTo("ip daddr 10.96.1.1 ip saddr != 10.244.0.0/16 jump mark-for-masquerade");
    assertThat(rules.chains().get(chain)).last().asString().startsWith("numgen random mod 2 vmap");
    assertThat(rules.refused()).isEmpty();
  }

  @Test
  void aServiceWithoutReadyEndpointsRefusesAtOnce() {
    Ruleset rules = rules(service("NodePort", "None", 30080), slice(false));
    assertThat(rules.services()).isEmpty();
    assertThat(rules.refused()).containsEntry("10.96.1.1 . tcp . 80", "goto refuse");
    assertThat(rules.refusedNodePorts()).containsEntry("tcp . 30080", "goto refuse");
  }

  @Test
  void aNodePortMasqueradesSinceTheEndpointMayBeElsewhere() {
    Ruleset rules = rules(service("NodePort", "None", 30080), slice(true));
    String chain = rules.nodePorts().get("tcp . 30080").substring("goto ".length());
    assertThat(rules.chains().get(chain)).first().isEqualTo("jump mark-for-masquerade");
  }

  @Test
  void aStickyServiceRemembersItsClients() {
    Ruleset rules = rules(service("ClusterIP", "ClientIP", 0), slice(true, true));
    assertThat(rules.affinitySets().values()).containsExactly(10_800, 10_800);
  }

  @Test
  void aServiceAnsweredOnTheNodeNeedsNoRules() {
    Service dns = service("ClusterIP", "None", 0).with(b -> b.spec(s -> s.clusterIP("10.96.0.10")));
    assertThat(rules(dns, slice(true))).isEqualTo(Ruleset.EMPTY);
  }

  @Test
  void onlyWhatChangedIsSentToTheKernel() {
    Ruleset one = rules(service("ClusterIP", "None", 0), slice(true));
    Ruleset two = rules(service("ClusterIP", "None", 0), slice(true, true));
    assertThat(nftables.transition(one, one)).isEmpty();
    assertThat(nftables.transition(one, two))
        .contains("flush chain ip kj-test service-")
        .doesNotContain("delete element");
    assertThat(nftables.transition(two, Ruleset.EMPTY))
        .contains("delete element ip kj-test services { 10.96.1.1 . tcp . 80 }");
  }

  private static Ruleset rules(Service service, EndpointSlice slice) {
    ServiceRules rules = new ServiceRules(SETTINGS);
    rules.add(service, List.of(slice));
    return rules.ruleset();
  }

  static Service service(String type, String affinity, int nodePort) {
    return Service.builder()
        .metadata(m -> m.namespace("shop").name("web"))
        .spec(
            s ->
                s.type(type)
                    .clusterIP("10.96.1.1")
                    .sessionAffinity(affinity)
                    .ports(
                        ServicePort.builder()
                            .name("http")
                            .protocol("TCP")
                            .port(80)
                            .nodePort(nodePort)
                            .build()))
        .build();
  }

  static EndpointSlice slice(boolean... ready) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (boolean each : ready) {
      endpoints.add(
          Endpoint.builder()
              .addresses("10.244.0." + (endpoints.size() + 2))
              .conditions(EndpointConditions.builder().ready(each).build())
              .build());
    }
    return EndpointSlice.builder()
        .metadata(m -> m.namespace("shop").name("web-1"))
        .addressType("IPv4")
        .ports(EndpointPort.builder().name("http").protocol("TCP").port(8080).build())
        .endpoints(endpoints)
        .build();
  }
}
