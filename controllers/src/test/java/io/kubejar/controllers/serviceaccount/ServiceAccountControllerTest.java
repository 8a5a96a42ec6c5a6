package io.kubejar.controllers.serviceaccount;

import static io.kubejar.api.core.v1.NamespaceKind.NAMESPACE;
import static io.kubejar.api.core.v1.ServiceAccountKind.SERVICE_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.controllers.testing.Namespaces;
import io.kubejar.controllers.testing.TestCluster;
import org.junit.jupiter.api.Test;

class ServiceAccountControllerTest {
  @Test
  void everyActiveNamespaceHasADefaultAccount() {
    try (var cluster = new TestCluster()) {
      var controller = new ServiceAccountController(cluster.context());
      cluster.api().put(NAMESPACE, Namespaces.active("a"));
      cluster.api().put(NAMESPACE, Namespaces.active("b"));
      cluster.reconcile(controller.loop());
      assertThat(cluster.api().all(SERVICE_ACCOUNT))
          .extracting(each -> each.metadata().namespace() + "/" + each.metadata().name())
          .containsExactly("a/default", "b/default");
      cluster.api().remove(SERVICE_ACCOUNT, "a", "default");
      cluster.reconcile(controller.loop());
      assertThat(cluster.api().all(SERVICE_ACCOUNT)).hasSize(2);
      cluster
          .api()
          .change(NAMESPACE, "", "b", n -> n.with(b -> b.status(s -> s.phase("Terminating"))));
      cluster.api().remove(SERVICE_ACCOUNT, "b", "default");
      cluster.reconcile(controller.loop());
      assertThat(cluster.api().all(SERVICE_ACCOUNT)).hasSize(1);
    }
  }
}
