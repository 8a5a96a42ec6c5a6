package io.kubejar.api.certificates.v1;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The forms of what a signing request asks for and of what it gets: PKCS #10 and X.509, both in
/// PEM.
public final class CertificateRequestForm {
  static final String WRONG_BLOCK = "PEM block type must be CERTIFICATE REQUEST";
  private static final int SEQUENCE = 0x30;
  private static final int BIT_STRING = 0x03;
  private static final HexFormat HEX = HexFormat.of();

  /// How signatures are checked, by the identifier of the algorithm.
  private static final Map<String, Algorithm> ALGORITHMS =
      Map.of(
          "2a864886f70d01010b", new Algorithm("SHA256withRSA", "RSA"),
          "2a864886f70d01010c", new Algorithm("SHA384withRSA", "RSA"),
          "2a864886f70d01010d", new Algorithm("SHA512withRSA", "RSA"),
          "2a8648ce3d040302", new Algorithm("SHA256withECDSA", "EC"),
          "2a8648ce3d040303", new Algorithm("SHA384withECDSA", "EC"),
          "2a8648ce3d040304", new Algorithm("SHA512withECDSA", "EC"),
          "2b6570", new Algorithm("Ed25519", "Ed25519"));

  private CertificateRequestForm() {}

  private record Algorithm(String signature, String key) {}

  /// One element of DER: its bytes, and those of its content.
  private record Element(int tag, byte[] whole, byte[] content) {}

  /// What is wrong with a request; null when nothing is.
  static @Nullable String problem(byte[] pem) {
    PemBlock block = PemBlock.next(new String(pem, StandardCharsets.UTF_8));
    if (block == null || !block.type().equals("CERTIFICATE REQUEST")) {
      return WRONG_BLOCK;
    }
    try {
      return signedKey(block.content()) != null
          ? null
          : "x509: signature does not fit the public key";
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return "asn1: structure error: " + e.getMessage();
    }
  }

  /// What is wrong with an issued certificate and its chain; null when nothing is.
  static @Nullable String certificateProblem(byte[] pem) {
    String rest = new String(pem, StandardCharsets.UTF_8);
    int blocks = 0;
    for (PemBlock block = PemBlock.next(rest); block != null; block = PemBlock.next(rest)) {
      if (!block.type().equals("CERTIFICATE")) {
        return "only CERTIFICATE PEM blocks are allowed, found \"" + block.type() + "\"";
      }
      if (block.headers()) {
        return "no PEM block headers are permitted";
      }
      if (block.content().length == 0) {
        return "found CERTIFICATE PEM block containing 0 certificates";
      }
      try {
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(block.content()));
      } catch (CertificateException e) {
        return "x509: malformed certificate";
      }
      blocks++;
      rest = block.rest();
    }
    return blocks == 0 ? "must contain at least one CERTIFICATE PEM block" : null;
  }

  /// The public key of a request in DER, if its signature shows that the asker has the private one;
  /// null when the signature does not fit.
  public static @Nullable PublicKey signedKey(byte[] request) throws GeneralSecurityException {
    Element outer = expect(ByteBuffer.wrap(request), SEQUENCE);
    ByteBuffer parts = ByteBuffer.wrap(outer.content());
    Element info = expect(parts, SEQUENCE);
    Element algorithm = expect(parts, SEQUENCE);
    Element signature = expect(parts, BIT_STRING);
    ByteBuffer members = ByteBuffer.wrap(info.content());
    read(members); // version
    expect(members, SEQUENCE); // subject
    Element key = expect(members, SEQUENCE);
    Element identifier = read(ByteBuffer.wrap(algorithm.content()));
    Algorithm known = ALGORITHMS.get(HEX.formatHex(identifier.content()));
    if (known == null || signature.content().length == 0) {
      return null;
    }
    PublicKey publicKey =
        KeyFactory.getInstance(known.key()).generatePublic(new X509EncodedKeySpec(key.whole()));
    Signature verifier = Signature.getInstance(known.signature());
    verifier.initVerify(publicKey);
    verifier.update(info.whole());
    byte[] bits = signature.content();
    return verifier.verify(Arrays.copyOfRange(bits, 1, bits.length)) ? publicKey : null;
  }

  private static Element expect(ByteBuffer in, int tag) {
    Element element = read(in);
    if (element.tag() != tag) {
      throw new IllegalArgumentException("tags don't match");
    }
    return element;
  }

  private static Element read(ByteBuffer in) {
    if (in.remaining() < 2) {
      throw new IllegalArgumentException("data truncated");
    }
    int start = in.position();
    int tag = in.get() & 0xFF;
    int length = in.get() & 0xFF;
    if (length >= 0x80) {
      int count = length & 0x7F;
      if (count == 0 || count > 3 || in.remaining() < count) {
        throw new IllegalArgumentException("length too large");
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        length = length << 8 | in.get() & 0xFF;
      }
    }
    if (length > in.remaining()) {
      throw new IllegalArgumentException("data truncated");
    }
    byte[] content = new byte[length];
    in.get(content);
    byte[] whole = new byte[in.position() - start];
    in.get(start, whole);
    return new Element(tag, whole, content);
  }
}
