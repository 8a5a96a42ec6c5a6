package io.kubejar.controllers.endpointslice;

import static io.kubejar.api.core.v1.NodeKind.NODE;
import static io.kubejar.api.core.v1.PodKind.POD;
import static io.kubejar.api.core.v1.ServiceKind.SERVICE;
import static io.kubejar.api.discovery.v1.EndpointSliceKind.ENDPOINT_SLICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ContainerPort;
import io.kubejar.api.core.v1.ServicePort;
import io.kubejar.api.discovery.v1.Endpoint;
import io.kubejar.api.discovery.v1.EndpointSlice;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.api.value.IntOrString;
import io.kubejar.controllers.testing.Backends;
import io.kubejar.controllers.testing.TestCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointSliceControllerTest {
  private final TestCluster cluster = new TestCluster();
  private final EndpointSliceController controller = new EndpointSliceController(cluster.context());

  @BeforeEach
  void nodes() {
    cluster.api().put(NODE, Backends.node("n1", "a"));
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  private List<EndpointSlice> slices() {
    cluster.reconcile(controller.loop());
    return cluster.api().all(ENDPOINT_SLICE);
  }

  @Test
  void aServiceWithoutPodsHasAnEmptySlice() {
    cluster.api().put(SERVICE, Backends.service());
    EndpointSlice slice = slices().getFirst();
    assertThat(slice.metadata().generateName()).isEqualTo("web-");
    assertThat(slice.metadata().labels())
        .isEqualTo(
            Map.of(
                "tier", "front",
                "kubernetes.io/service-name", "web",
                "endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io"));
    assertThat(slice.metadata().annotations())
        .containsEntry("endpoints.kubernetes.io/last-change-trigger-time", "2026-01-01T00:00:00Z");
    assertThat(slice.metadata().ownerReferences())
        .containsExactly(
            OwnerReference.builder()
                .apiVersion("v1")
                .kind("Service")
                .name("web")
                .uid("web-uid")
                .controller(true)
                .blockOwnerDeletion(true)
                .build());
    assertThat(slice.endpoints()).isEmpty();
    assertThat(slice.ports()).isEmpty();
  }

  @Test
  void theEmptySliceIsFilledAndEmptiedAgain() {
    cluster.api().put(SERVICE, Backends.service());
    String name = slices().getFirst().metadata().name();
    cluster.api().put(POD, Backends.pod("p1", "10.1.0.1", true));
    EndpointSlice slice = slices().getFirst();
    assertThat(slice.metadata().name()).isEqualTo(name);
    assertThat(slice.metadata().annotations()).containsValue("2020-01-01T00:00:00Z");
    Endpoint endpoint = slice.endpoints().getFirst();
    assertThat(endpoint.addresses()).containsExactly("10.1.0.1");
    assertThat(endpoint.conditions().ready()).isTrue();
    assertThat(endpoint.conditions().serving()).isTrue();
    assertThat(endpoint.conditions().terminating()).isFalse();
    assertThat(endpoint.nodeName()).isEqualTo("n1");
    assertThat(endpoint.zone()).isEqualTo("a");
    assertThat(slice.ports().getFirst().port()).isEqualTo(8080);
    cluster.api().remove(POD, "default", "p1");
    assertThat(slices())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.metadata().name()).isEqualTo(name);
              assertThat(each.endpoints()).isEmpty();
            });
  }

  @Test
  void aTerminatingPodServesButIsNotReady() {
    cluster.api().put(SERVICE, Backends.service());
    cluster.api().put(POD, Backends.pod("p1", "10.1.0.1", true));
    slices();
    cluster.client().resources(POD, "default").delete("p1");
    Endpoint endpoint = slices().getFirst().endpoints().getFirst();
    assertThat(endpoint.conditions().ready()).isFalse();
    assertThat(endpoint.conditions().serving()).isTrue();
    assertThat(endpoint.conditions().terminating()).isTrue();
  }

  @Test
  void publishedNotReadyAddressesAreReady() {
    cluster
        .api()
        .put(
            SERVICE,
            Backends.service()
                .with(b -> b.spec(s -> s.publishNotReadyAddresses(true).clusterIP("None"))));
    cluster.api().put(POD, Backends.pod("p1", "10.1.0.1", false));
    EndpointSlice slice = slices().getFirst();
    assertThat(slice.endpoints().getFirst().conditions().ready()).isTrue();
    assertThat(slice.metadata().labels()).containsEntry("service.kubernetes.io/headless", "");
  }

  @Test
  void aHundredEndpointsPerSlice() {
    cluster.api().put(SERVICE, Backends.service());
    for (int i = 0; i < 250; i++) {
      cluster.api().put(POD, Backends.pod("p" + i, "10.1.0." + i, true));
    }
    assertThat(slices().stream().map(slice -> slice.endpoints().size()).sorted())
        .containsExactly(50, 100, 100);
    long before = cluster.api().log().size();
    cluster.api().put(POD, Backends.pod("more", "10.2.0.1", true));
    assertThat(slices()).hasSize(3);
    assertThat(cluster.api().log()).hasSize((int) before + 1);
  }

  @Test
  void namedPortsMaySplitSlices() {
    cluster
        .api()
        .put(
            SERVICE,
            Backends.service()
                .with(
                    b ->
                        b.spec(
                            s ->
                                s.ports(
                                    ServicePort.builder()
                                        .name("http")
                                        .protocol("TCP")
                                        .port(80)
                                        .targetPort(IntOrString.of("web"))
                                        .build()))));
    for (int port : List.of(8080, 9090)) {
      ContainerPort named =
          ContainerPort.builder().name("web").containerPort(port).protocol("TCP").build();
      cluster
          .api()
          .put(
              POD,
              Backends.pod("p" + port, "10.1.0." + port % 7, true)
                  .with(
                      b ->
                          b.spec(
                              s ->
                                  s.hostname("h" + port)
                                      .subdomain("web")
                                      .containers(
                                          Container.builder().name("c").ports(named).build()))));
    }
    assertThat(slices().stream().map(slice -> slice.ports().getFirst().port()))
        .containsExactlyInAnyOrder(8080, 9090);
    assertThat(slices().getFirst().endpoints().getFirst().hostname()).startsWith("h");
  }

  @Test
  void podsOfUnknownNodesComeWithTheirNode() {
    cluster.api().put(SERVICE, Backends.service());
    cluster
        .api()
        .put(POD, Backends.pod("p1", "10.1.0.1", true).with(b -> b.spec(s -> s.nodeName("later"))));
    assertThat(slices().getFirst().endpoints()).isEmpty();
    cluster.api().put(NODE, Backends.node("later", "b"));
    assertThat(slices().getFirst().endpoints()).hasSize(1);
  }
}
