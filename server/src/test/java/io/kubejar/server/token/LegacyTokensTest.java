package io.kubejar.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.server.pki.ClusterPki;
import io.kubejar.server.pki.PkiOptions;
import io.kubejar.server.token.TokenSigner.LegacyClaims;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LegacyTokensTest {
  private static TokenSigner signer() {
    return new TokenSigner(
        ClusterPki.inMemory(
                PkiOptions.of("cluster.local", "10.96.0.1", List.of()), Clock.systemUTC())
            .serviceAccountKeys(),
        "https://here");
  }

  @Test
  void tokensOfSecretsAreToldFromOthers() {
    TokenSigner signer = signer();
    var claims = new LegacyClaims("blue", "robot", "u1", "robot-token");
    String token = signer.signLegacy(claims);
    assertThat(signer.isLegacy(token)).isTrue();
    assertThat(signer.isMine(token)).isFalse();
    assertThat(signer.verifyLegacy(token)).isEqualTo(claims);
    assertThat(signer.verify(token)).isNull();
    assertThat(signer().verifyLegacy(token)).isNull();
  }
}
