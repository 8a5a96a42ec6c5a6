package io.kubejar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import io.kubejar.cluster.testing.Kubectl;
import io.kubejar.cluster.testing.Namespace;
import io.kubejar.cluster.testing.Reach;
import io.kubejar.cluster.testing.WithCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of a release: the chart that `helm create` makes is installed, changed, tested and
/// taken away by the real Helm.
@WithCluster({"--simulated", "--nodes", "1", "--port", "0", "--no-merge"})
class HelmClusterTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @Test
  void aChartIsInstalledUpgradedTestedAndUninstalled(Namespace namespace) throws IOException {
    Kubectl kubectl = namespace.kubectl();
    Helm.create().withName("web").withDir(directory).call();
    Path chart = directory.resolve("web");
    try (Reach reach = namespace.cluster().reach()) {
      Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), reach.kubeconfig());

      Release first =
          new Helm(chart)
              .install()
              .withKubeConfig(kubeconfig)
              .withNamespace(namespace.name())
              .withName("shop")
              .set("replicaCount", 2)
              .set("autoscaling.enabled", false)
              .waitReady()
              .withTimeout(120)
              .call();
      assertThat(first.getStatus()).isEqualTo("deployed");
      assertThat(kubectl.ok("get", "deployment", "shop-web", "-o=jsonpath={.status.readyReplicas}"))
          .isEqualTo("2");

      Release second =
          new Helm(chart)
              .upgrade()
              .withKubeConfig(kubeconfig)
              .withNamespace(namespace.name())
              .withName("shop")
              .set("replicaCount", 3)
              .set("ingress.enabled", true)
              .waitReady()
              .withTimeout(120)
              .call();
      assertThat(second.getRevision()).isEqualTo("2");
      assertThat(kubectl.ok("get", "deployment", "shop-web", "-o=jsonpath={.status.readyReplicas}"))
          .isEqualTo("3");
      assertThat(kubectl.ok("get", "ingress", "-o=name"))
          .contains("ingress.networking.k8s.io/shop");

      assertThat(
              Helm.list().withKubeConfig(kubeconfig).withNamespace(namespace.name()).call().stream()
                  .map(Release::getName))
          .containsExactly("shop");

      assertThatThrownBy(
              () ->
                  new Helm(chart)
                      .install()
                      .withKubeConfig(kubeconfig)
                      .withNamespace(namespace.name())
                      .withName("shop")
                      .call())
          .hasMessageContaining("cannot re-use a name that is still in use");

      String gone =
          Helm.uninstall("shop").withKubeConfig(kubeconfig).withNamespace(namespace.name()).call();
      assertThat(gone).contains("shop");
      kubectl.ok("wait", "--for=delete", "deployment/shop-web", "--timeout=60s");
      assertThat(kubectl.ok("get", "secrets", "-l", "owner=helm", "-o=name")).isEmpty();
    }
  }
}
