package io.kubejar.controllers.resourcequota;

import static io.kubejar.api.apiextensions.v1.CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION;
import static io.kubejar.api.core.v1.ConfigMapKind.CONFIG_MAP;
import static io.kubejar.api.core.v1.PodKind.POD;
import static io.kubejar.api.core.v1.ResourceQuotaKind.RESOURCE_QUOTA;
import static io.kubejar.api.core.v1.ServiceKind.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ResourceQuota;
import io.kubejar.api.value.Quantity;
import io.kubejar.client.Informers;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.DefinedKinds;
import io.kubejar.controllers.testing.Backends;
import io.kubejar.controllers.testing.Definitions;
import io.kubejar.controllers.testing.TestCluster;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourceQuotaControllerTest {
  private final TestCluster cluster = new TestCluster();
  private final ResourceQuotaController controller = new ResourceQuotaController(cluster.context());

  @AfterEach
  void close() {
    cluster.close();
  }

  private void quota(String scope, String... resources) {
    Map<String, Quantity> hard = new TreeMap<>();
    for (String resource : resources) {
      hard.put(resource, Quantity.of(100));
    }
    cluster
        .api()
        .put(
            RESOURCE_QUOTA,
            ResourceQuota.builder()
                .metadata(m -> m.namespace("default").name("q"))
                .spec(s -> (scope.isEmpty() ? s : s.scopes(scope)).hard(hard))
                .build());
  }

  private void pod(String name, String cpu) {
    Container container =
        Container.builder()
            .name("c")
            .resources(
                r -> r.requests(cpu.isEmpty() ? Map.of() : Map.of("cpu", Quantity.parse(cpu))))
            .build();
    cluster
        .api()
        .put(
            POD,
            Backends.pod(name, "10.0.0.1", true).with(b -> b.spec(s -> s.containers(container))));
  }

  private Map<String, String> used() {
    cluster.reconcile(controller.loop());
    Map<String, String> used = new TreeMap<>();
    cluster
        .api()
        .existing(RESOURCE_QUOTA, "default", "q")
        .status()
        .used()
        .forEach((name, amount) -> used.put(name, amount.toString()));
    return used;
  }

  /// What is used, once custom objects are listed: until then nothing is counted, and the quota is
  /// looked at again.
  private Map<String, String> usedOnceListed() throws InterruptedException {
    Map<String, String> used = used();
    for (int i = 0; i < 1_000 && used.isEmpty(); i++) {
      Thread.sleep(5);
      cluster.clock().advance(Duration.ofSeconds(1));
      used = used();
    }
    return used;
  }

  @Test
  void podsServicesAndCounts() {
    pod("a", "500m");
    pod("b", "250m");
    cluster.api().put(SERVICE, Backends.service());
    cluster
        .api()
        .put(
            CONFIG_MAP,
            ConfigMap.builder().metadata(m -> m.namespace("default").name("m")).build());
    quota(
        "", "pods", "requests.cpu", "services", "services.nodeports", "count/configmaps", "other");
    assertThat(used())
        .isEqualTo(
            Map.of(
                "pods", "2",
                "requests.cpu", "750m",
                "services", "1",
                "services.nodeports", "0",
                "count/configmaps", "1",
                "other", "0"));
    cluster.api().change(POD, "default", "a", p -> p.with(b -> b.status(s -> s.phase("Failed"))));
    assertThat(used()).containsEntry("pods", "1").containsEntry("requests.cpu", "250m");
    pod("c", "");
    cluster.reconcile(controller.loop());
    cluster.clock().advance(Duration.ofSeconds(1));
    assertThat(used()).containsEntry("pods", "2");
  }

  @Test
  void scopesSelectPods() {
    pod("a", "500m");
    pod("b", "");
    quota("BestEffort", "pods");
    assertThat(used()).containsEntry("pods", "1");
  }

  @Test
  void customObjectsAreCounted() throws InterruptedException {
    cluster.api().put(CUSTOM_RESOURCE_DEFINITION, Definitions.widgets());
    cluster.api().put(Definitions.WIDGET, Definitions.widget("a", m -> m));
    cluster.api().put(Definitions.WIDGET, Definitions.widget("b", m -> m));
    quota("", "count/widgets.example.com");
    assertThat(usedOnceListed()).containsEntry("count/widgets.example.com", "2");
    cluster.api().remove(Definitions.WIDGET, "default", "a");
    assertThat(used()).containsEntry("count/widgets.example.com", "1");
  }

  @Test
  void customObjectsAreNotCountedBeforeTheyAreListed() throws Exception {
    cluster.api().put(CUSTOM_RESOURCE_DEFINITION, Definitions.widgets());
    quota("", "count/widgets.example.com");
    ResourceQuota quota = cluster.api().existing(RESOURCE_QUOTA, "default", "q");
    try (var informers = new Informers(cluster.client())) {
      var defined = new DefinedKinds(informers);
      Usage usage = new Usage(informers, defined);
      var definitions = informers.of(CUSTOM_RESOURCE_DEFINITION).start();
      assertThat(definitions.awaitSync(Duration.ofSeconds(10))).isTrue();
      // Adding a handler waits for those that are being called.
      definitions.addHandler(Changes.of(_ -> {}));
      var widgets = defined.namespaced("widgets.example.com");

      assertThat(usage.of(quota)).isNull();
      assertThat(widgets).isNotNull();
      assertThat(widgets.start().awaitSync(Duration.ofSeconds(10))).isTrue();
      assertThat(usage.of(quota)).containsEntry("count/widgets.example.com", Quantity.ZERO);
    }
  }
}
