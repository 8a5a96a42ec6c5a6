package io.kubejar.cluster.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.core.v1.Secret;
import io.kubejar.cli.UserException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootstrapTokenTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final BootstrapToken TOKEN = BootstrapToken.parse("abcdef.0123456789abcdef");

  @Test
  void aTokenIsTwoPartsOfLettersAndDigits() {
    assertThat(TOKEN.id()).isEqualTo("abcdef");
    assertThat(TOKEN.text()).isEqualTo("abcdef.0123456789abcdef");
    assertThat(TOKEN).hasToString("BootstrapToken[abcdef]");
    BootstrapToken random = BootstrapToken.random(new SecureRandom());
    assertThat(BootstrapToken.parse(random.text())).isEqualTo(random);
    for (String wrong :
        List.of("", "abcdef", "ABCDEF.0123456789abcdef", "abcdef.0123456789abcde")) {
      assertThatThrownBy(() -> BootstrapToken.parse(wrong)).isInstanceOf(UserException.class);
    }
  }

  @Test
  void itsSecretSaysWhatItIsGoodFor() {
    Secret secret = TOKEN.toSecret(BootstrapToken.Purpose.joining(NOW.plusSeconds(90), "for w"));
    assertThat(secret.metadata().name()).isEqualTo("bootstrap-token-abcdef");
    assertThat(secret.type()).isEqualTo("bootstrap.kubernetes.io/token");
    assertThat(secret.data().get("expiration").toUtf8()).isEqualTo("2026-11-21T12:01:30Z");
    assertThat(secret.data())
        .containsKeys("usage-bootstrap-signing", "usage-bootstrap-authentication");
    assertThat(secret.data().get("auth-extra-groups").toUtf8())
        .isEqualTo("system:bootstrappers:kubeadm:default-node-token");
  }

  @Test
  void usagesAndGroupsAreChecked() {
    assertThatThrownBy(() -> new BootstrapToken.Purpose(null, List.of("all"), List.of(), ""))
        .hasMessage("--usages: \"all\" is neither signing nor authentication");
    assertThatThrownBy(
            () -> new BootstrapToken.Purpose(null, List.of(), List.of("system:masters"), ""))
        .hasMessage("--groups: \"system:masters\" has to begin with system:bootstrappers:");
  }

  @Test
  void tokensAreShownAsATable() {
    Secret ending =
        TOKEN.toSecret(BootstrapToken.Purpose.joining(NOW.plusSeconds(86_399), "for w"));
    Secret endless =
        BootstrapToken.parse("ghijkl.0123456789abcdef")
            .toSecret(new BootstrapToken.Purpose(null, List.of(), List.of(), ""));
    assertThat(TokenTable.of(List.of(ending, endless), NOW))
        .containsExactly(
            "TOKEN                     TTL         EXPIRES                USAGES                  "
                + " DESCRIPTION   EXTRA GROUPS",
            "abcdef.0123456789abcdef   23h         2026-11-22T11:59:59Z   authentication,signing  "
                + " for w         system:bootstrappers:kubeadm:default-node-token",
            "ghijkl.0123456789abcdef   <forever>   <never>                <none>                  "
                + " <none>        <none>");
  }
}
