package io.kubejar.server.pki;

import io.kubejar.http.Pem;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.HexFormat;

/// Certificates and keys as PEM text.
public final class PemText {
  private static final int P256_BYTES = 32;
  private static final int P256_POINT_BYTES = 1 + 2 * P256_BYTES;

  private PemText() {}

  public static String certificate(X509Certificate certificate) {
    try {
      return Pem.encode("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("certificate without encoding", e);
    }
  }

  /// The form that every client reads: SEC 1 with the public key for the curve P-256, since some
  /// take PKCS #8 for RSA, and PKCS #8 for others.
  public static String privateKey(PrivateKey key, PublicKey shared) {
    return key instanceof ECPrivateKey elliptic
            && elliptic.getParams().getOrder().bitLength() == 8 * P256_BYTES
        ? Pem.encode("EC PRIVATE KEY", sec1(elliptic, shared))
        : Pem.encode("PRIVATE KEY", key.getEncoded());
  }

  /// `ECPrivateKey ::= SEQUENCE { version 1, OCTET STRING key, [0] curve, [1] BIT STRING public }`
  /// (RFC 5915)
  private static byte[] sec1(ECPrivateKey key, PublicKey shared) {
    byte[] number = key.getS().toByteArray();
    int length = Math.min(number.length, P256_BYTES);
    byte[] padded = new byte[P256_BYTES];
    System.arraycopy(number, number.length - length, padded, P256_BYTES - length, length);
    byte[] info = shared.getEncoded();
    // The point is what the public key's own encoding ends with.
    byte[] point = Arrays.copyOfRange(info, info.length - P256_POINT_BYTES, info.length);
    HexFormat hex = HexFormat.of();
    return hex.parseHex(
        "30770201010420"
            + hex.formatHex(padded)
            + "a00a06082a8648ce3d030107"
            + "a144034200"
            + hex.formatHex(point));
  }

  public static String publicKey(PublicKey key) {
    return Pem.encode("PUBLIC KEY", key.getEncoded());
  }
}
