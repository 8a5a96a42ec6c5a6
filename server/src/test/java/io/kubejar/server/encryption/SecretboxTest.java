package io.kubejar.server.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SecretboxTest {
  private static final byte[] NO_CONTEXT = new byte[0];

  // The published example of NaCl: key, nonce, message and box.
  private static final byte[] KEY =
      hex("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389");
  private static final String NONCE = "69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37";
  private static final String MESSAGE =
      "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a"
          + "1ac728d45e6c61296cdc3c01233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057"
          + "e2f6556ad6b1318a024a838f21af1fde048977eb48f59ffd4924ca1c60902e52f0a089bc76897040"
          + "e082f937763848645e0705";
  private static final String BOX =
      "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4"
          + "476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738"
          + "b48eeee314a7cc8ab932164548e526ae90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de"
          + "56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74e355a5";

  @Test
  void opensWhatOthersSealed() throws GeneralSecurityException {
    assertThat(new Secretbox(KEY).open(hex("00" + NONCE + BOX), 1, NO_CONTEXT))
        .isEqualTo(hex(MESSAGE));
  }

  @Test
  void aChangedByteIsNoticed() throws GeneralSecurityException {
    Secretbox box = new Secretbox(KEY);
    byte[] plain = "attack at dawn".getBytes(StandardCharsets.UTF_8);
    byte[] sealed = box.seal(plain, NO_CONTEXT);
    assertThat(box.open(sealed, 0, NO_CONTEXT)).isEqualTo(plain);
    for (int place : new int[] {0, 24, 40, sealed.length - 1}) {
      byte[] changed = sealed.clone();
      changed[place] ^= 1;
      assertThatThrownBy(() -> box.open(changed, 0, NO_CONTEXT))
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
