package io.kubejar.controllers.servicecidr;

import static io.kubejar.api.networking.v1.IPAddressKind.IP_ADDRESS;
import static io.kubejar.api.networking.v1.ServiceCIDRKind.SERVICE_CIDR;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.networking.v1.IPAddress;
import io.kubejar.api.networking.v1.ServiceCIDR;
import io.kubejar.client.Key;
import io.kubejar.controllers.testing.TestCluster;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ServiceCidrControllerTest {
  private static ServiceCIDR range(String name, String cidr) {
    return ServiceCIDR.builder().metadata(m -> m.name(name)).spec(s -> s.cidrs(cidr)).build();
  }

  @Test
  void aRangeIsReady() {
    try (var cluster = new TestCluster()) {
      var controller = new ServiceCidrController(cluster.context());
      cluster.api().put(SERVICE_CIDR, range("r", "10.0.0.0/24"));
      cluster.reconcile(controller.loop());
      ServiceCIDR ready = cluster.api().existing(SERVICE_CIDR, "", "r");
      assertThat(ready.metadata().finalizers())
          .containsExactly("networking.k8s.io/service-cidr-finalizer");
      assertThat(ready.status().conditions().getFirst().message())
          .isEqualTo("Kubernetes Service CIDR is ready");
    }
  }

  @Test
  void aRangeStaysWhileAnAddressNeedsIt() {
    try (var cluster = new TestCluster()) {
      var controller = new ServiceCidrController(cluster.context());
      cluster.api().put(SERVICE_CIDR, range("r", "10.0.0.0/24"));
      cluster
          .api()
          .put(
              IP_ADDRESS,
              IPAddress.builder()
                  .metadata(
                      m ->
                          m.name("10.0.0.7")
                              .labels(
                                  Map.of(
                                      "ipaddress.kubernetes.io/managed-by", "ipallocator.k8s.io")))
                  .build());
      cluster.reconcile(controller.loop());
      cluster.client().resources(SERVICE_CIDR).delete("r");
      cluster.reconcile(controller.loop());
      assertThat(
              cluster
                  .api()
                  .existing(SERVICE_CIDR, "", "r")
                  .status()
                  .conditions()
                  .getFirst()
                  .reason())
          .isEqualTo("Terminating");
      cluster.api().put(SERVICE_CIDR, range("wider", "10.0.0.0/16"));
      cluster.reconcile(controller.loop());
      cluster.clock().advance(Duration.ofSeconds(11));
      cluster.reconcile(controller.loop());
      assertThat(cluster.api().find(SERVICE_CIDR, new Key("", "r"))).isNull();
    }
  }

  @Test
  void rangesKnowWhatIsInThem() {
    Range wide = Objects.requireNonNull(Range.parse("10.0.0.0/8"));
    Range small = Objects.requireNonNull(Range.parse("10.1.0.0/16"));
    assertThat(wide.contains(small)).isTrue();
    assertThat(small.contains(wide)).isFalse();
    assertThat(small.contains("10.1.2.3")).isTrue();
    assertThat(small.contains("fd00::1")).isFalse();
    assertThat(Range.parse("10.0.0.0")).isNull();
    assertThat(Range.parse("10.0.0.0/33")).isNull();
  }
}
