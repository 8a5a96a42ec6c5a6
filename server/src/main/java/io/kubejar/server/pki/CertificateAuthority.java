package io.kubejar.server.pki;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// An authority that signs certificates.
public final class CertificateAuthority {
  /// Clocks of other machines may be behind.
  private static final Duration BACKDATE = Duration.ofMinutes(5);

  private static final String COMMON_NAME = "2.5.4.3";
  private static final String ORGANIZATION = "2.5.4.10";
  static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.identifier("1.2.840.10045.4.3.2"));
  private static final byte[] SHA256_WITH_RSA =
      Der.sequence(Der.identifier("1.2.840.113549.1.1.11"), new byte[] {0x05, 0x00});
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

  private final Credential own;
  private final Clock clock;
  private final SecureRandom random;

  /// The authority of an existing certificate.
  public CertificateAuthority(Credential own, Clock clock, SecureRandom random) {
    this.own = own;
    this.clock = clock;
    this.random = random;
  }

  /// A new authority that signs itself.
  static CertificateAuthority create(
      String commonName, Duration validity, Clock clock, SecureRandom random) {
    KeyPair keys = newKeys(random);
    var template = CertificateTemplate.authority(commonName);
    X509Certificate certificate =
        sign(
            template,
            keys.getPublic(),
            name(template),
            keys.getPublic(),
            keys.getPrivate(),
            validity,
            clock,
            random);
    return new CertificateAuthority(new Credential(keys.getPrivate(), certificate), clock, random);
  }

  /// A new EC P-256 key pair.
  public static KeyPair newKeys(SecureRandom random) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the runtime has no EC P-256", e);
    }
  }

  public X509Certificate certificate() {
    return own.certificate();
  }

  /// The certificate and the key that signs, for whoever else signs in the authority's name.
  public Credential credential() {
    return own;
  }

  /// A new key with a certificate that ends no later than the authority's own.
  public Credential issue(CertificateTemplate template, Duration validity) {
    KeyPair keys = newKeys(random);
    return new Credential(keys.getPrivate(), issue(template, keys.getPublic(), validity));
  }

  /// A certificate for somebody else's key.
  public X509Certificate issue(CertificateTemplate template, PublicKey key, Duration validity) {
    Duration left = Duration.between(clock.instant(), own.certificate().getNotAfter().toInstant());
    return sign(
        template,
        key,
        own.certificate().getSubjectX500Principal().getEncoded(),
        own.certificate().getPublicKey(),
        own.key(),
        validity.compareTo(left) < 0 ? validity : left,
        clock,
        random);
  }

  private static X509Certificate sign(
      CertificateTemplate template,
      PublicKey key,
      byte[] issuer,
      PublicKey issuerKey,
      PrivateKey signingKey,
      Duration validity,
      Clock clock,
      SecureRandom random) {
    boolean rsa = signingKey.getAlgorithm().equals("RSA");
    byte[] algorithm = rsa ? SHA256_WITH_RSA : ECDSA_WITH_SHA256;
    Instant now = clock.instant();
    byte[] content =
        Der.sequence(
            Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
            Der.integer(new BigInteger(120, random).setBit(120)),
            algorithm,
            issuer,
            Der.sequence(Der.time(now.minus(BACKDATE)), Der.time(now.plus(validity))),
            name(template),
            key.getEncoded(),
            Der.tagged(0xa3, extensions(template, key, issuerKey)));
    try {
      var signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
      signature.initSign(signingKey, random);
      signature.update(content);
      byte[] der = Der.sequence(content, algorithm, Der.bits(signature.sign()));
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign the certificate of " + template, e);
    }
  }

  static byte[] name(CertificateTemplate template) {
    var parts = new ArrayList<byte[]>();
    for (String organization : template.organizations()) {
      parts.add(attribute(ORGANIZATION, organization));
    }
    parts.add(attribute(COMMON_NAME, template.commonName()));
    return Der.sequence(parts.toArray(byte[][]::new));
  }

  private static byte[] attribute(String type, String value) {
    return Der.set(Der.sequence(Der.identifier(type), Der.utf8(value)));
  }

  private static byte[] extensions(
      CertificateTemplate template, PublicKey key, PublicKey issuerKey) {
    boolean authority = template.usage() == CertificateTemplate.Usage.AUTHORITY;
    var parts = new ArrayList<byte[]>();
    // digitalSignature, and for an authority keyCertSign besides.
    parts.add(
        extension(
            "2.5.29.15",
            true,
            authority
                ? Der.bits(new byte[] {(byte) 0x84}, 2)
                : Der.bits(new byte[] {(byte) 0x80}, 7)));
    List<String> purposes =
        switch (template.usage()) {
          case AUTHORITY -> List.of();
          case CLIENT -> List.of(CLIENT_AUTH);
          case SERVER -> List.of(SERVER_AUTH);
          case SERVER_AND_CLIENT -> List.of(SERVER_AUTH, CLIENT_AUTH);
        };
    if (!purposes.isEmpty()) {
      parts.add(
          extension(
              "2.5.29.37",
              false,
              Der.sequence(purposes.stream().map(Der::identifier).toArray(byte[][]::new))));
    }
    parts.add(extension("2.5.29.19", true, authority ? Der.sequence(Der.bool()) : Der.sequence()));
    if (authority) {
      parts.add(extension("2.5.29.14", false, Der.octets(keyIdentifier(key))));
    }
    parts.add(
        extension("2.5.29.35", false, Der.sequence(Der.tagged(0x80, keyIdentifier(issuerKey)))));
    if (!template.dnsNames().isEmpty() || !template.addresses().isEmpty()) {
      parts.add(extension("2.5.29.17", false, alternativeNames(template)));
    }
    return Der.sequence(parts.toArray(byte[][]::new));
  }

  static byte[] extension(String type, boolean critical, byte[] value) {
    return critical
        ? Der.sequence(Der.identifier(type), Der.bool(), Der.octets(value))
        : Der.sequence(Der.identifier(type), Der.octets(value));
  }

  static byte[] alternativeNames(CertificateTemplate template) {
    var names = new ArrayList<byte[]>();
    for (String name : template.dnsNames()) {
      names.add(Der.tagged(0x82, name.getBytes(StandardCharsets.US_ASCII)));
    }
    for (String address : template.addresses()) {
      try {
        names.add(Der.tagged(0x87, InetAddress.ofLiteral(address).getAddress()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("not an IP address: " + address, e);
      }
    }
    return Der.sequence(names.toArray(byte[][]::new));
  }

  private static byte[] keyIdentifier(PublicKey key) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the runtime has no SHA-1", e);
    }
  }
}
