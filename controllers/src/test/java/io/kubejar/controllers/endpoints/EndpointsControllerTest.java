package io.kubejar.controllers.endpoints;

import static io.kubejar.api.core.v1.EndpointsKind.ENDPOINTS;
import static io.kubejar.api.core.v1.PodKind.POD;
import static io.kubejar.api.core.v1.ServiceKind.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.EndpointAddress;
import io.kubejar.api.core.v1.EndpointSubset;
import io.kubejar.api.core.v1.Endpoints;
import io.kubejar.controllers.testing.Backends;
import io.kubejar.controllers.testing.TestCluster;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndpointsControllerTest {
  private final TestCluster cluster = new TestCluster();
  private final EndpointsController controller = new EndpointsController(cluster.context());

  @AfterEach
  void close() {
    cluster.close();
  }

  private List<Endpoints> endpoints() {
    cluster.reconcile(controller.loop());
    return cluster.api().all(ENDPOINTS);
  }

  @Test
  void readyAndNotReadyAddressesShareASubset() {
    cluster.api().put(SERVICE, Backends.service());
    cluster.api().put(POD, Backends.pod("a", "10.1.0.1", true));
    cluster.api().put(POD, Backends.pod("b", "10.1.0.9", false));
    Endpoints made = endpoints().getFirst();
    assertThat(made.metadata().labels())
        .containsEntry("endpoints.kubernetes.io/managed-by", "endpoint-controller")
        .containsEntry("tier", "front");
    assertThat(made.metadata().annotations()).containsValue("2020-01-01T00:00:00Z");
    EndpointSubset subset = made.subsets().getFirst();
    assertThat(subset.addresses()).extracting(EndpointAddress::ip).containsExactly("10.1.0.1");
    assertThat(subset.notReadyAddresses())
        .extracting(EndpointAddress::ip)
        .containsExactly("10.1.0.9");
    assertThat(subset.ports().getFirst().port()).isEqualTo(8080);
    cluster.api().remove(POD, "default", "a");
    Endpoints left = endpoints().getFirst();
    assertThat(left.metadata().annotations()).isEmpty();
    assertThat(left.subsets().getFirst().addresses()).isEmpty();
  }

  @Test
  void endpointsGoWithTheirServiceButUsersOwnStay() {
    cluster.api().put(SERVICE, Backends.service());
    cluster
        .api()
        .put(
            ENDPOINTS,
            Endpoints.builder().metadata(m -> m.namespace("default").name("manual")).build());
    assertThat(endpoints()).hasSize(2);
    cluster.api().remove(SERVICE, "default", "web");
    assertThat(endpoints()).extracting(each -> each.metadata().name()).containsExactly("manual");
  }
}
