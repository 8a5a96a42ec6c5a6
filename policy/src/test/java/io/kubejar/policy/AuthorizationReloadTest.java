package io.kubejar.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.policy.rbac.RbacAuthorizer;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer.Decision;
import io.kubejar.server.spi.Reloaded;
import io.kubejar.server.spi.User;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuthorizationReloadTest {
  private static final String CONFIG =
      """
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthorizationConfiguration
      authorizers: [{type: %s, name: only}]
      """;

  @TempDir Path folder;

  @Test
  void aChangedFileChangesWhoIsAsked() throws Exception {
    Path file = Files.writeString(folder.resolve("config"), CONFIG.formatted("AlwaysDeny"));
    try (var server = new TestServer()) {
      var view = server.server().registries();
      var authorizers =
          Authorizers.of(
              new AuthorizationSettings(List.of(), null, null, file),
              view,
              List.of(),
              new RbacAuthorizer(view));
      var authorizer = authorizers.chain();
      var request = Attributes.ofPath(User.of("jane"), "get", "/x");
      assertThat(authorizer.authorize(request)).isInstanceOf(Decision.NoOpinion.class);
      Files.writeString(file, CONFIG.formatted("AlwaysAllow"));
      Instant end = Instant.now().plusSeconds(30);
      while (!(authorizer.authorize(request) instanceof Decision.Allowed)
          && Instant.now().isBefore(end)) {
        Thread.sleep(50);
      }
      assertThat(authorizer.authorize(request)).isInstanceOf(Decision.Allowed.class);
      authorizers.close();
    }
  }

  @Test
  void policiesThatCannotBeReadLeaveTheLastGoodState() throws Exception {
    Path file = Files.writeString(folder.resolve("config"), CONFIG.formatted("AlwaysAllow"));
    try (var server = new TestServer()) {
      var view = server.server().registries();
      var authorizers =
          Authorizers.of(
              new AuthorizationSettings(List.of(), folder.resolve("missing"), null, file),
              view,
              List.of(),
              new RbacAuthorizer(view));
      var request = Attributes.ofPath(User.of("jane"), "get", "/x");
      Files.writeString(file, CONFIG.formatted("ABAC"));
      Reloaded<?> configuration = Objects.requireNonNull(authorizers.configuration());
      Instant end = Instant.now().plusSeconds(30);
      do {
        assertThat(authorizers.chain().authorize(request)).isInstanceOf(Decision.Allowed.class);
        Thread.sleep(50);
      } while (configuration.failures() == 0 && Instant.now().isBefore(end));
      assertThat(configuration.failures()).isEqualTo(1);
      authorizers.close();
    }
  }
}
