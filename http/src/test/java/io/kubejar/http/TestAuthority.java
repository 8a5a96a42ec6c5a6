package io.kubejar.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.x500.X500Principal;

/// A certificate authority for tests, which lays certificates out in DER itself.
public final class TestAuthority {
  private static final AtomicInteger SERIAL = new AtomicInteger(1);
  private static final byte[] ECDSA_SHA256 = {
    0x30, 0x0a, 0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02
  };

  private final KeyPair keys;
  private final String name;
  private final X509Certificate certificate;

  public TestAuthority(String name) {
    this.name = name;
    this.keys = generate();
    this.certificate = sign(name, keys.getPublic(), true);
  }

  public X509Certificate certificate() {
    return certificate;
  }

  public List<X509Certificate> trusted() {
    return List.of(certificate);
  }

  /// A leaf for `localhost` and `127.0.0.1`.
  public TlsIdentity issue(String subject) {
    var own = generate();
    return new TlsIdentity(own.getPrivate(), List.of(sign(subject, own.getPublic(), false)));
  }

  private static KeyPair generate() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private X509Certificate sign(String subject, PublicKey key, boolean authority) {
    byte[] extensions =
        authority
            ? extension(new byte[] {0x55, 0x1d, 0x13}, tag(0x30, tag(0x01, new byte[] {-1})))
            : extension(
                new byte[] {0x55, 0x1d, 0x11},
                tag(
                    0x30,
                    tag(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)),
                    tag(0x87, new byte[] {127, 0, 0, 1})));
    byte[] body =
        tag(
            0x30,
            tag(0xa0, tag(0x02, new byte[] {2})),
            tag(0x02, BigInteger.valueOf(SERIAL.getAndIncrement()).toByteArray()),
            ECDSA_SHA256,
            new X500Principal(name).getEncoded(),
            tag(0x30, time("20200101000000Z"), time("20990101000000Z")),
            new X500Principal(subject).getEncoded(),
            key.getEncoded(),
            tag(0xa3, tag(0x30, extensions)));
    try {
      byte[] signed = tag(0x30, body, ECDSA_SHA256, bits(signature(keys.getPrivate(), body)));
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(signed));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] signature(PrivateKey key, byte[] body) throws GeneralSecurityException {
    var signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(key);
    signer.update(body);
    return signer.sign();
  }

  private static byte[] extension(byte[] id, byte[] value) {
    return tag(0x30, tag(0x06, id), tag(0x01, new byte[] {-1}), tag(0x04, value));
  }

  private static byte[] time(String text) {
    return tag(0x18, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] bits(byte[] bytes) {
    return tag(0x03, new byte[] {0}, bytes);
  }

  private static byte[] tag(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    var out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
