package io.kubejar.server.encryption;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/// The provider `secretbox`: a random nonce of 24 bytes, the Poly1305 tag of 16, and the value
/// under XSalsa20, as NaCl's function of that name has it.
///
/// Source: <https://nacl.cr.yp.to/secretbox.html>
final class Secretbox implements ValueCipher {
  private static final int NONCE = 24;
  private static final int TAG = 16;
  private static final int TAG_KEY = 32;

  private final byte[] key;
  private final SecureRandom random = new SecureRandom();

  Secretbox(byte[] key) {
    this.key = key.clone();
  }

  @Override
  public byte[] seal(byte[] plain, byte[] context) {
    byte[] sealed = new byte[NONCE + TAG + plain.length];
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    System.arraycopy(nonce, 0, sealed, 0, NONCE);
    XSalsa20Engine stream = stream(nonce);
    byte[] tagKey = tagKey(stream);
    stream.processBytes(plain, 0, plain.length, sealed, NONCE + TAG);
    System.arraycopy(tag(tagKey, sealed, NONCE + TAG, plain.length), 0, sealed, NONCE, TAG);
    return sealed;
  }

  @Override
  public byte[] open(byte[] sealed, int from, byte[] context) throws GeneralSecurityException {
    int length = sealed.length - from - NONCE - TAG;
    if (length < 0) {
      throw new GeneralSecurityException("the stored data was shorter than the required size");
    }
    byte[] nonce = new byte[NONCE];
    System.arraycopy(sealed, from, nonce, 0, NONCE);
    XSalsa20Engine stream = stream(nonce);
    byte[] expected = tag(tagKey(stream), sealed, from + NONCE + TAG, length);
    byte[] found = new byte[TAG];
    System.arraycopy(sealed, from + NONCE, found, 0, TAG);
    if (!MessageDigest.isEqual(expected, found)) {
      throw new GeneralSecurityException("the stored data was changed, or sealed with another key");
    }
    byte[] plain = new byte[length];
    stream.processBytes(sealed, from + NONCE + TAG, length, plain, 0);
    return plain;
  }

  private XSalsa20Engine stream(byte[] nonce) {
    XSalsa20Engine stream = new XSalsa20Engine();
    stream.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
    return stream;
  }

  /// The first bytes of the stream are the key of the tag.
  private static byte[] tagKey(XSalsa20Engine stream) {
    byte[] zeros = new byte[TAG_KEY];
    byte[] tagKey = new byte[TAG_KEY];
    stream.processBytes(zeros, 0, TAG_KEY, tagKey, 0);
    return tagKey;
  }

  private static byte[] tag(byte[] tagKey, byte[] bytes, int from, int length) {
    Poly1305 mac = new Poly1305();
    mac.init(new KeyParameter(tagKey));
    mac.update(bytes, from, length);
    byte[] tag = new byte[TAG];
    mac.doFinal(tag, 0);
    return tag;
  }
}
