package io.kubejar.server.encryption;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The provider `aescbc`: a random first block, then the padded ciphertext. It does not notice
/// every change of the stored bytes; it is there to read what was written with it.
final class AesCbc implements ValueCipher {
  private static final int BLOCK = 16;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  AesCbc(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  @Override
  public byte[] seal(byte[] plain, byte[] context) {
    byte[] first = new byte[BLOCK];
    random.nextBytes(first);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, first, 0);
      byte[] sealed = new byte[BLOCK + cipher.getOutputSize(plain.length)];
      System.arraycopy(first, 0, sealed, 0, BLOCK);
      cipher.doFinal(plain, 0, plain.length, sealed, BLOCK);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-CBC does not work", e);
    }
  }

  @Override
  public byte[] open(byte[] sealed, int from, byte[] context) throws GeneralSecurityException {
    if (sealed.length - from < 2 * BLOCK || (sealed.length - from) % BLOCK != 0) {
      throw new GeneralSecurityException("the stored data is not a multiple of the block size");
    }
    return cipher(Cipher.DECRYPT_MODE, sealed, from)
        .doFinal(sealed, from + BLOCK, sealed.length - from - BLOCK);
  }

  private Cipher cipher(int mode, byte[] first, int from) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(mode, key, new IvParameterSpec(first, from, BLOCK));
    return cipher;
  }
}
