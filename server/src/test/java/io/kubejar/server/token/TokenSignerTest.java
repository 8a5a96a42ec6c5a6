package io.kubejar.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.server.pki.CertificateAuthority;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TokenSignerTest {
  private static final TokenClaims CLAIMS =
      new TokenClaims(
          "id",
          List.of("https://kubernetes.default.svc"),
          Instant.ofEpochSecond(1000),
          Instant.ofEpochSecond(4600),
          "ns",
          new TokenClaims.Reference("sa", "uid"),
          new TokenClaims.Reference("pod", "pod-uid"),
          null,
          new TokenClaims.Reference("node", "node-uid"),
          null);

  @Test
  void whatIsSignedVerifies() throws Exception {
    var rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    for (KeyPair keys :
        List.of(CertificateAuthority.newKeys(new SecureRandom()), rsa.generateKeyPair())) {
      var signer = new TokenSigner(keys, "https://issuer");
      String token = signer.sign(CLAIMS);
      assertThat(signer.isMine(token)).isTrue();
      assertThat(signer.verify(token)).isEqualTo(CLAIMS);
      assertThat(signer.keySet().items("keys")).hasSize(1);
    }
  }

  @Test
  void changedAndForeignTokensDoNot() {
    var signer =
        new TokenSigner(CertificateAuthority.newKeys(new SecureRandom()), "https://issuer");
    var other = new TokenSigner(CertificateAuthority.newKeys(new SecureRandom()), "https://issuer");
    String token = signer.sign(CLAIMS);
    assertThat(other.verify(token)).isNull();
    int middle = token.indexOf('.') + 10;
    String changed =
        token.substring(0, middle)
            + (token.charAt(middle) == 'A' ? 'B' : 'A')
            + token.substring(middle + 1);
    assertThat(signer.verify(changed)).isNull();
    assertThat(signer.verify("a.b")).isNull();
    assertThat(signer.isMine("no token")).isFalse();
  }
}
