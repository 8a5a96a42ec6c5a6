package io.kubejar.controllers.namespace;

import static io.kubejar.api.core.v1.ConfigMapKind.CONFIG_MAP;
import static io.kubejar.api.core.v1.NamespaceKind.NAMESPACE;
import static io.kubejar.api.core.v1.PodKind.POD;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.NamespaceCondition;
import io.kubejar.controllers.testing.Backends;
import io.kubejar.controllers.testing.Namespaces;
import io.kubejar.controllers.testing.TestCluster;
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
}
