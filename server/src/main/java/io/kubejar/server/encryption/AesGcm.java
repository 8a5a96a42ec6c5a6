package io.kubejar.server.encryption;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The provider `aesgcm`: a random nonce of 12 bytes, then the ciphertext with its tag of 16; the
/// place is authenticated too.
final class AesGcm implements ValueCipher {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  AesGcm(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  @Override
  public byte[] seal(byte[] plain, byte[] context) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, 0, context);
      byte[] sealed = new byte[NONCE + cipher.getOutputSize(plain.length)];
      System.arraycopy(nonce, 0, sealed, 0, NONCE);
      cipher.doFinal(plain, 0, plain.length, sealed, NONCE);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not work", e);
    }
  }

  @Override
  public byte[] open(byte[] sealed, int from, byte[] context) throws GeneralSecurityException {
    if (sealed.length - from < NONCE + TAG_BITS / 8) {
      throw new GeneralSecurityException("the stored data was shorter than the required size");
    }
    return cipher(Cipher.DECRYPT_MODE, sealed, from, context)
        .doFinal(sealed, from + NONCE, sealed.length - from - NONCE);
  }

  private Cipher cipher(int mode, byte[] nonce, int from, byte[] context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, from, NONCE));
    cipher.updateAAD(context);
    return cipher;
  }
}
