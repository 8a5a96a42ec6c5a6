package io.kubejar.controllers.namespace;

import static io.kubejar.api.apiextensions.v1.CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION;
import static io.kubejar.api.core.v1.ConfigMapKind.CONFIG_MAP;
import static io.kubejar.api.core.v1.NamespaceKind.NAMESPACE;
import static io.kubejar.api.core.v1.PodKind.POD;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.apiregistration.v1.APIService;
import io.kubejar.api.apiregistration.v1.APIServiceKind;
import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.NamespaceCondition;
import io.kubejar.controllers.testing.Backends;
import io.kubejar.controllers.testing.Definitions;
import io.kubejar.controllers.testing.Namespaces;
import io.kubejar.controllers.testing.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NamespaceControllerTest {
  private final TestCluster cluster = new TestCluster();
  private final NamespaceController controller = new NamespaceController(cluster.context());

  @BeforeEach
  void namespace() {
    cluster.api().put(NAMESPACE, Namespaces.active("default"));
    cluster.api().put(CONFIG_MAP, map());
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  private static ConfigMap map(String... finalizers) {
    return ConfigMap.builder()
        .metadata(m -> m.namespace("default").name("m").finalizers(List.of(finalizers)))
        .build();
  }

  private void delete() {
    cluster.client().resources(NAMESPACE).delete("default");
    cluster.reconcile(controller.loop());
  }

  private Map<String, NamespaceCondition> conditions() {
    return cluster.api().all(NAMESPACE).getFirst().status().conditions().stream()
        .collect(Collectors.toMap(NamespaceCondition::type, each -> each));
  }

  @Test
  void anActiveNamespaceIsLeftAlone() {
    cluster.reconcile(controller.loop());
    assertThat(cluster.api().log()).isEmpty();
  }

  @Test
  void contentGoesThenTheNamespace() {
    delete();
    assertThat(cluster.api().all(CONFIG_MAP)).isEmpty();
    assertThat(cluster.api().all(NAMESPACE)).isEmpty();
  }

  @Test
  void podsHaveTheirGracePeriodAndTheRestWaitsForThem() {
    cluster.api().put(POD, Backends.pod("p", "10.0.0.1", true));
    delete();
    assertThat(cluster.api().all(POD).getFirst().metadata().deletionTimestamp()).isNotNull();
    assertThat(cluster.api().all(CONFIG_MAP)).hasSize(1);
    NamespaceCondition remaining = conditions().get("NamespaceContentRemaining");
    assertThat(remaining.status()).isEqualTo("True");
    assertThat(remaining.reason()).isEqualTo("SomeResourcesRemain");
    assertThat(remaining.message())
        .isEqualTo("Some resources are remaining: pods. has 1 resource instances");
    cluster.api().remove(POD, "default", "p");
    cluster.reconcile(controller.loop());
    assertThat(cluster.api().all(NAMESPACE)).isEmpty();
  }

  @Test
  void finalizersOfContentAreTold() {
    cluster.api().put(CONFIG_MAP, map("example.com/x"));
    delete();
    assertThat(conditions().get("NamespaceFinalizersRemaining").message())
        .isEqualTo(
            "Some content in the namespace has finalizers remaining: example.com/x in 1 resource"
                + " instances");
    assertThat(conditions().get("NamespaceDeletionContentFailure").reason())
        .isEqualTo("ContentDeleted");
    cluster.api().remove(CONFIG_MAP, "default", "m");
    cluster.reconcile(controller.loop());
    assertThat(cluster.api().all(NAMESPACE)).isEmpty();
  }

  @Test
  void customObjectsGoToo() {
    cluster.api().put(CUSTOM_RESOURCE_DEFINITION, Definitions.widgets());
    cluster.api().put(Definitions.WIDGET, Definitions.widget("w", m -> m));
    cluster
        .api()
        .put(
            Definitions.WIDGET,
            Definitions.widget("held", m -> m.with(b -> b.finalizers("example.com/f"))));
    delete();
    assertThat(cluster.api().all(Definitions.WIDGET)).hasSize(1);
    assertThat(conditions().get("NamespaceContentRemaining").message())
        .isEqualTo("Some resources are remaining: widgets.example.com has 1 resource instances");
    assertThat(conditions().get("NamespaceFinalizersRemaining").message())
        .isEqualTo(
            "Some content in the namespace has finalizers remaining: example.com/f in 1 resource"
                + " instances");
    cluster.api().remove(Definitions.WIDGET, "default", "held");
    cluster.reconcile(controller.loop());
    assertThat(cluster.api().all(NAMESPACE)).isEmpty();
  }

  @Test
  void whatAServerThatCannotBeAskedHasInItIsWaitedFor() {
    APIService metrics =
        APIService.builder()
            .metadata(m -> m.name("v1.metrics.example.com"))
            .spec(
                s ->
                    s.group("metrics.example.com")
                        .version("v1")
                        .service(r -> r.namespace("default").name("backend")))
            .build();
    cluster.api().put(APIServiceKind.API_SERVICE, metrics);
    delete();
    assertThat(cluster.api().all(CONFIG_MAP)).isEmpty();
    NamespaceCondition undiscovered = conditions().get("NamespaceDeletionDiscoveryFailure");
    assertThat(undiscovered.status()).isEqualTo("True");
    assertThat(undiscovered.reason()).isEqualTo("DiscoveryFailed");
    assertThat(undiscovered.message())
        .isEqualTo(
            "Discovery failed for some groups, 1 failing: unable to retrieve the complete list of"
                + " server APIs: metrics.example.com/v1: stale GroupVersion discovery:"
                + " metrics.example.com/v1");
    cluster.api().remove(APIServiceKind.API_SERVICE, "", "v1.metrics.example.com");
    cluster.clock().advance(Duration.ofMinutes(1));
    cluster.reconcile(controller.loop());
    assertThat(cluster.api().all(NAMESPACE)).isEmpty();
  }
}
