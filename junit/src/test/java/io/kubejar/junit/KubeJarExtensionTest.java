package io.kubejar.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.client.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The extension as a test class uses it.
final class KubeJarExtensionTest {
  @RegisterExtension
  static final KubeJarExtension CLUSTER = new KubeJarExtension(KubeJar.builder().nodes(0));

  @Test
  void aTestTakesTheClient(Client client) {
    assertThat(client.resources(NamespaceKind.NAMESPACE).get("default")).isNotNull();
  }

  @Test
  void aTestTakesTheCluster(KubeJar cluster) {
    assertThat(cluster.server().getHost()).isEqualTo("127.0.0.1");
  }
}
