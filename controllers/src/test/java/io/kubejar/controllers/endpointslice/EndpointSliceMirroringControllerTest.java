package io.kubejar.controllers.endpointslice;

import static io.kubejar.api.core.v1.EndpointsKind.ENDPOINTS;
import static io.kubejar.api.core.v1.ServiceKind.SERVICE;
import static io.kubejar.api.discovery.v1.EndpointSliceKind.ENDPOINT_SLICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.EndpointAddress;
import io.kubejar.api.core.v1.EndpointPort;
import io.kubejar.api.core.v1.EndpointSubset;
import io.kubejar.api.core.v1.Endpoints;
import io.kubejar.api.discovery.v1.EndpointSlice;
import io.kubejar.controllers.testing.Backends;
import io.kubejar.controllers.testing.TestCluster;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointSliceMirroringControllerTest {
  @Test
  void handWrittenEndpointsAreMirrored() {
    try (var cluster = new TestCluster()) {
      var controller = new EndpointSliceMirroringController(cluster.context());
      cluster.api().put(SERVICE, Backends.service().with(b -> b.spec(s -> s.selector(Map.of()))));
      cluster
          .api()
          .put(
              ENDPOINTS,
              Endpoints.builder()
                  .metadata(m -> m.namespace("default").name("web"))
                  .subsets(
                      EndpointSubset.builder()
                          .addresses(EndpointAddress.builder().ip("10.2.0.1").build())
                          .ports(EndpointPort.builder().port(81).protocol("TCP").build())
                          .build())
                  .build());
      cluster.reconcile(controller.loop());
      EndpointSlice slice = cluster.api().all(ENDPOINT_SLICE).getFirst();
      assertThat(slice.metadata().labels())
          .containsEntry(
              "endpointslice.kubernetes.io/managed-by", "endpointslicemirroring-controller.k8s.io");
      assertThat(slice.metadata().annotations()).isEmpty();
      assertThat(slice.endpoints().getFirst().addresses()).containsExactly("10.2.0.1");
      assertThat(slice.endpoints().getFirst().conditions().ready()).isTrue();
      assertThat(slice.ports().getFirst().name()).isEmpty();
      cluster.api().change(ENDPOINTS, "default", "web", e -> e.with(b -> b.subsets()));
      cluster.reconcile(controller.loop());
      assertThat(cluster.api().all(ENDPOINT_SLICE)).isEmpty();
    }
  }
}
