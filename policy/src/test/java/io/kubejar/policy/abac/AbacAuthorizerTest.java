package io.kubejar.policy.abac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer.Decision;
import io.kubejar.server.spi.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AbacAuthorizerTest {
  private static final User ALICE = User.of("alice", "system:authenticated");
  private static final User BOB = User.of("bob", "system:authenticated", "readers");

  @TempDir Path directory;

  @Test
  void linesAllowWhatTheySay() throws Exception {
    var abac =
        load(
            """
            # who may do what
            {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "alice", "namespace": "a", "resource": "*", "apiGroup": "*"}}
            {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"group": "readers", "readonly": true, "namespace": "*", "resource": "pods"}}
            {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "*", "nonResourcePath": "/health*", "readonly": true}}
            """);
    assertThat(abac.authorize(on(ALICE, "delete", "apps", "deployments", "a")))
        .isEqualTo(new Decision.Allowed(""));
    assertThat(abac.authorize(on(ALICE, "get", "apps", "deployments", "b")))
        .isEqualTo(new Decision.NoOpinion("No policy matched."));
    assertThat(abac.authorize(on(BOB, "list", "", "pods", "b")))
        .isInstanceOf(Decision.Allowed.class);
    assertThat(abac.authorize(on(BOB, "create", "", "pods", "b")))
        .isInstanceOf(Decision.NoOpinion.class);
    assertThat(abac.authorize(on(BOB, "list", "apps", "pods", "b")))
        .isInstanceOf(Decision.NoOpinion.class);
    assertThat(abac.authorize(Attributes.ofPath(BOB, "get", "/healthz")))
        .isInstanceOf(Decision.Allowed.class);
    assertThat(abac.authorize(Attributes.ofPath(BOB, "get", "/metrics")))
        .isInstanceOf(Decision.NoOpinion.class);
    assertThat(abac.rules(BOB, "b").rules()).hasSize(2);
  }

  @Test
  void inTheFirstFormWhatIsLeftOutIsEverything() throws Exception {
    var abac = load("{\"user\": \"alice\", \"resource\": \"pods\"}");
    assertThat(abac.authorize(on(ALICE, "delete", "", "pods", "x")))
        .isInstanceOf(Decision.Allowed.class);
    assertThat(abac.authorize(on(BOB, "get", "", "pods", "x")))
        .isInstanceOf(Decision.NoOpinion.class);
  }

  @Test
  void linesThatCannotBeReadAreNamed() {
    assertThatThrownBy(() -> load("{}\n{\"apiVersion\": \"v2\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2");
  }

  private AbacAuthorizer load(String text) throws IOException {
    return AbacAuthorizer.load(Files.writeString(directory.resolve("policies"), text));
  }

  private static Attributes on(
      User user, String verb, String group, String resource, String namespace) {
    return new Attributes(user, verb, group, "v1", resource, "", namespace, "", "", "", "");
  }
}
