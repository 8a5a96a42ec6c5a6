package io.kubejar.controllers.rootca;

import static io.kubejar.api.core.v1.ConfigMapKind.CONFIG_MAP;
import static io.kubejar.api.core.v1.NamespaceKind.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.controllers.testing.Namespaces;
import io.kubejar.controllers.testing.TestCluster;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RootCaControllerTest {
  @Test
  void theCertificateIsPublishedAndRestored() {
    try (var cluster = new TestCluster()) {
      var controller = new RootCaController(cluster.context(), "PEM");
      cluster.api().put(NAMESPACE, Namespaces.active("a"));
      cluster.reconcile(controller.loop());
      ConfigMap made = cluster.api().existing(CONFIG_MAP, "a", "kube-root-ca.crt");
      assertThat(made.data()).isEqualTo(Map.of("ca.crt", "PEM"));
      assertThat(made.metadata().annotations().get("kubernetes.io/description"))
          .startsWith("Contains a CA bundle");
      cluster.api().change(CONFIG_MAP, "a", "kube-root-ca.crt", m -> m.with(b -> b.data(Map.of())));
      cluster.reconcile(controller.loop());
      assertThat(cluster.api().existing(CONFIG_MAP, "a", "kube-root-ca.crt").data())
          .containsEntry("ca.crt", "PEM");
      cluster.api().remove(CONFIG_MAP, "a", "kube-root-ca.crt");
      cluster.reconcile(controller.loop());
      assertThat(cluster.api().all(CONFIG_MAP)).hasSize(1);
    }
  }
}
