package io.kubejar.policy.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.client.http.Kubeconfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KubeconfigLoginsTest {
  @TempDir Path folder;

  private KubeconfigLogins logins(String more) throws IOException {
    Path file = folder.resolve("config");
    Files.writeString(
        file,
        """
        kind: Config
        users:
        - {name: hook.shop.svc, user: {token: service}}
        - {name: "hook.shop.svc:8443", user: {token: other-port}}
        - {name: "*.example.com", user: {username: me, password: secret}}
        - {name: current, user: {token: current}}
        contexts:
        - {name: here, context: {user: current}}
        current-context: here
        """
            + more);
    return new KubeconfigLogins(Kubeconfig.read(file));
  }

  @Test
  void theMostExactNameCounts() throws IOException {
    var logins = logins("");
    assertThat(logins.at("hook.shop.svc:443").authorization().get()).isEqualTo("Bearer service");
    assertThat(logins.at("hook.shop.svc:8443").authorization().get())
        .isEqualTo("Bearer other-port");
    assertThat(logins.at("a.b.example.com:443").authorization().get())
        .isEqualTo("Basic bWU6c2VjcmV0");
    assertThat(logins.at("a.b.example.com:444").authorization().get()).isEqualTo("Bearer current");
  }
}
