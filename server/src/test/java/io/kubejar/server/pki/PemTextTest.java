package io.kubejar.server.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.http.Pem;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;

class PemTextTest {
  @Test
  void keysOfTheCurveP256AreReadBackFromTheirOwnForm() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    // Enough for numbers that are shorter than others, or begin with a zero for their sign.
    for (int i = 0; i < 1_000; i++) {
      KeyPair pair = generator.generateKeyPair();
      PrivateKey key = pair.getPrivate();
      String text = PemText.privateKey(key, pair.getPublic());
      assertThat(text).startsWith("-----BEGIN EC PRIVATE KEY-----\n");
      assertThat(((ECPrivateKey) Pem.privateKey(text)).getS())
          .isEqualTo(((ECPrivateKey) key).getS());
    }
  }

  @Test
  void otherKeysAreInTheFormOfAllKinds() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    PrivateKey key = pair.getPrivate();
    String text = PemText.privateKey(key, pair.getPublic());
    assertThat(text).startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(Pem.privateKey(text)).isEqualTo(key);
  }
}
