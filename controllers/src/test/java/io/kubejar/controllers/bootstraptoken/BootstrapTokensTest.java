package io.kubejar.controllers.bootstraptoken;

import static io.kubejar.api.core.v1.ConfigMapKind.CONFIG_MAP;
import static io.kubejar.api.core.v1.SecretKind.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.value.Bytes;
import io.kubejar.controllers.testing.TestCluster;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BootstrapTokensTest {
  private static Secret token(String end) {
    return Secret.builder()
        .metadata(m -> m.namespace("kube-system").name("bootstrap-token-abcdef"))
        .type("bootstrap.kubernetes.io/token")
        .data(
            Map.of(
                "token-id",
                Bytes.utf8("abcdef"),
                "token-secret",
                Bytes.utf8("0123456789abcdef"),
                "usage-bootstrap-signing",
                Bytes.utf8("true"),
                "expiration",
                Bytes.utf8(end)))
        .build();
  }

  private static void info(TestCluster cluster) {
    cluster
        .api()
        .put(
            CONFIG_MAP,
            ConfigMap.builder()
                .metadata(m -> m.namespace("kube-public").name("cluster-info"))
                .data(Map.of("kubeconfig", "k"))
                .build());
  }

  @Test
  void theClustersInformationIsSignedWithEachToken() {
    try (var cluster = new TestCluster()) {
      var signer = new BootstrapSigner(cluster.context());
      info(cluster);
      cluster.api().put(SECRET, token(""));
      cluster.reconcile(signer.loop());
      String signature =
          cluster
              .api()
              .existing(CONFIG_MAP, "kube-public", "cluster-info")
              .data()
              .get("jws-kubeconfig-abcdef");
      // {"alg":"HS256","kid":"abcdef"}, no content, 32 bytes
      assertThat(signature)
          .matches("eyJhbGciOiJIUzI1NiIsImtpZCI6ImFiY2RlZiJ9\\.\\.[A-Za-z0-9_-]{43}");
      cluster.api().remove(SECRET, "kube-system", "bootstrap-token-abcdef");
      cluster.reconcile(signer.loop());
      assertThat(cluster.api().existing(CONFIG_MAP, "kube-public", "cluster-info").data())
          .containsOnlyKeys("kubeconfig");
    }
  }

  @Test
  void tokensEnd() {
    try (var cluster = new TestCluster()) {
      var cleaner = new TokenCleaner(cluster.context());
      cluster.api().put(SECRET, token(cluster.clock().instant().plusSeconds(60).toString()));
      cluster.reconcile(cleaner.loop());
      assertThat(cluster.api().all(SECRET)).hasSize(1);
      cluster.clock().advance(Duration.ofSeconds(61));
      cluster.reconcile(cleaner.loop());
      assertThat(cluster.api().all(SECRET)).isEmpty();
    }
  }
}
