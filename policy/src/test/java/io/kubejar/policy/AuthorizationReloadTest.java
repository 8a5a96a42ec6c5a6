package io.kubejar.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.policy.rbac.RbacAuthorizer;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer.Decision;
import io.kubejar.server.spi.User;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
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
      var authorizer =
          Authorizers.of(
                  new AuthorizationSettings(List.of(), null, null, file),
                  view,
                  List.of(),
                  new RbacAuthorizer(view))
              .chain();
      var request = Attributes.ofPath(User.of("jane"), "get", "/x");
      assertThat(authorizer.authorize(request)).isInstanceOf(Decision.NoOpinion.class);
      Files.writeString(file, CONFIG.formatted("AlwaysAllow"));
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
      Instant end = Instant.now().plusSeconds(30);
      while (!(authorizer.authorize(request) instanceof Decision.Allowed)
          && Instant.now().isBefore(end)) {
        Thread.sleep(50);
      }
      assertThat(authorizer.authorize(request)).isInstanceOf(Decision.Allowed.class);
    }
  }
}
