package io.kubejar.controllers.serviceaccount;

import static io.kubejar.api.core.v1.ConfigMapKind.CONFIG_MAP;
import static io.kubejar.api.core.v1.SecretKind.SECRET;
import static io.kubejar.api.core.v1.ServiceAccountKind.SERVICE_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ObjectReference;
import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.core.v1.ServiceAccount;
import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.Time;
import io.kubejar.controllers.testing.TestCluster;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokensControllerTest {
  private static final TokenMaker TOKENS =
      (account, secret) -> account.metadata().uid() + "/" + secret.metadata().name();

  private static ServiceAccount account(String uid, String... secrets) {
    return ServiceAccount.builder()
        .metadata(m -> m.namespace("blue").name("robot").uid(uid))
        .secrets(
            List.of(secrets).stream()
                .map(name -> ObjectReference.builder().name(name).build())
                .toList())
        .build();
  }

  private static Secret secret(Map<String, String> annotations) {
    return Secret.builder()
        .metadata(m -> m.namespace("blue").name("robot-token").annotations(annotations))
        .type(TokenSecrets.TYPE)
        .build();
  }

  @Test
  void secretsAreFilled() {
    try (var cluster = new TestCluster()) {
      var controller = new TokensController(cluster.context(), TOKENS, "PEM");
      cluster.api().put(SERVICE_ACCOUNT, account("u1"));
      cluster.api().put(SECRET, secret(Map.of(TokenSecrets.ACCOUNT, "robot")));
      cluster.reconcile(controller.loop());
      Secret filled = cluster.api().existing(SECRET, "blue", "robot-token");
      assertThat(filled.data())
          .containsEntry("token", Bytes.utf8("u1/robot-token"))
          .containsEntry("namespace", Bytes.utf8("blue"))
          .containsEntry("ca.crt", Bytes.utf8("PEM"));
      assertThat(filled.metadata().annotations()).containsEntry(TokenSecrets.ACCOUNT_UID, "u1");
    }
  }

  @Test
  void secretsOfAccountsThatAreGoneAreDeleted() {
    try (var cluster = new TestCluster()) {
      var controller = new TokensController(cluster.context(), TOKENS, "PEM");
      cluster.api().put(SERVICE_ACCOUNT, account("u2"));
      cluster
          .api()
          .put(
              SECRET,
              secret(Map.of(TokenSecrets.ACCOUNT, "robot", TokenSecrets.ACCOUNT_UID, "u1")));
      cluster.reconcile(controller.loop());
      assertThat(cluster.api().all(SECRET)).isEmpty();
    }
  }

  @Test
  void unusedTokensOfOldAreMarkedAndThenDeleted() {
    try (var cluster = new TestCluster()) {
      var cleaner = new LegacyTokenCleaner(cluster.context());
      var now = cluster.clock().instant();
      cluster
          .api()
          .put(
              CONFIG_MAP,
              ConfigMap.builder()
                  .metadata(
                      m ->
                          m.namespace("kube-system")
                              .name("kube-apiserver-legacy-service-account-token-tracking"))
                  .data(Map.of("since", LocalDate.ofInstant(now, ZoneOffset.UTC).toString()))
                  .build());
      cluster.api().put(SERVICE_ACCOUNT, account("u1", "robot-token"));
      cluster
          .api()
          .put(
              SECRET,
              secret(Map.of(TokenSecrets.ACCOUNT, "robot"))
                  .with(it -> it.metadata(m -> m.creationTimestamp(new Time(now)))));
      cluster.reconcile(cleaner.loop());
      assertThat(cluster.api().existing(SECRET, "blue", "robot-token").metadata().labels())
          .isEmpty();
      cluster.clock().advance(Duration.ofDays(367));
      cluster.reconcile(cleaner.loop());
      assertThat(cluster.api().existing(SECRET, "blue", "robot-token").metadata().labels())
          .containsKey("kubernetes.io/legacy-token-invalid-since");
      cluster.clock().advance(Duration.ofDays(367));
      cluster.reconcile(cleaner.loop());
      assertThat(cluster.api().all(SECRET)).isEmpty();
    }
  }
}
