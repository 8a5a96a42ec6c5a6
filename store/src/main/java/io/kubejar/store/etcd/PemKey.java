package io.kubejar.store.etcd;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Private keys as PEM files hold them: PKCS #8, and the older forms that kubeadm and OpenSSL
/// write, PKCS #1 for RSA (RFC 8017) and SEC 1 for elliptic curves (RFC 5915).
///
/// The older ones are what PKCS #8 wraps, so they are wrapped.
final class PemKey {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([^-]+)-----END \\1-----");
  private static final byte[] VERSION = {0x02, 0x01, 0x00};
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final byte[] ELLIPTIC = HexFormat.of().parseHex("06072a8648ce3d0201");
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int CURVE = 0xa0;

  private PemKey() {}

  /// @throws GeneralSecurityException when the text holds no key of a known form
  static PrivateKey parse(String pem) throws GeneralSecurityException {
    Matcher block = BLOCK.matcher(pem);
    if (!block.find()) {
      throw new GeneralSecurityException("there is no private key in PEM form");
    }
    byte[] body = Base64.getMimeDecoder().decode(block.group(2));
    return switch (block.group(1)) {
      case "RSA PRIVATE KEY" -> key("RSA", wrapped(RSA, body));
      case "EC PRIVATE KEY" -> key("EC", wrapped(tagged(SEQUENCE, ELLIPTIC, curve(body)), body));
      default -> key(algorithm(body), body);
    };
  }

  private static String algorithm(byte[] body) {
    String text = HexFormat.of().formatHex(body);
    return text.contains(HexFormat.of().formatHex(ELLIPTIC)) ? "EC" : "RSA";
  }

  private static PrivateKey key(String algorithm, byte[] encoded) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private static byte[] wrapped(byte[] algorithm, byte[] body) {
    return tagged(SEQUENCE, VERSION, algorithm, tagged(OCTETS, body));
  }

  /// The identifier of the curve, which follows version and number.
  private static byte[] curve(byte[] body) throws GeneralSecurityException {
    try {
      ByteBuffer in = ByteBuffer.wrap(body);
      in.get();
      length(in);
      while (in.hasRemaining()) {
        int tag = in.get() & 0xff;
        byte[] content = new byte[Math.min(length(in), in.remaining())];
        in.get(content);
        if (tag == CURVE) {
          return content;
        }
      }
    } catch (java.nio.BufferUnderflowException e) {
      throw new GeneralSecurityException("the key ends too early", e);
    }
    throw new GeneralSecurityException("the key does not name its curve");
  }

  private static int length(ByteBuffer in) {
    int first = in.get() & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x03); i++) {
      length = length << 8 | in.get() & 0xff;
    }
    return length;
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    var all = new ByteArrayOutputStream();
    all.write(tag);
    if (content.size() >= 0x80) {
      boolean two = content.size() > 0xff;
      all.write(two ? 0x82 : 0x81);
      if (two) {
        all.write(content.size() >> 8);
      }
    }
    all.write(content.size());
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }
}
