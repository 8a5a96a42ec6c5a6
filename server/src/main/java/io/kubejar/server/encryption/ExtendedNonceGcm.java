package io.kubejar.server.encryption;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals each value by AES-GCM with a key of its own, which is derived from a seed (HKDF with
/// SHA-256, expansion only) and 32 random bytes that stand before the sealed value. So a seed may
/// seal any number of values.
final class ExtendedNonceGcm implements ValueCipher {
  private static final int INFO = 32;

  private final SecretKey seed;
  private final SecureRandom random = new SecureRandom();

  ExtendedNonceGcm(byte[] seed) {
    this.seed = new SecretKeySpec(seed, "HKDF-SHA256");
  }

  @Override
  public byte[] seal(byte[] plain, byte[] context) {
    byte[] info = new byte[INFO];
    random.nextBytes(info);
    try {
      byte[] sealed = new AesGcm(key(info)).seal(plain, context);
      byte[] value = new byte[INFO + sealed.length];
      System.arraycopy(info, 0, value, 0, INFO);
      System.arraycopy(sealed, 0, value, INFO, sealed.length);
      return value;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF does not work", e);
    }
  }

  @Override
  public byte[] open(byte[] sealed, int from, byte[] context) throws GeneralSecurityException {
    if (sealed.length - from < INFO) {
      throw new GeneralSecurityException("the stored data was shorter than the required size");
    }
    byte[] info = new byte[INFO];
    System.arraycopy(sealed, from, info, 0, INFO);
    return new AesGcm(key(info)).open(sealed, from + INFO, context);
  }

  private byte[] key(byte[] info) throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(HKDFParameterSpec.expandOnly(seed, info, INFO));
  }
}
