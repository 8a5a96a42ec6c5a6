package io.kubejar.controllers.certificates;

import io.kubejar.api.certificates.v1.CertificateSigningRequestSpec;
import io.kubejar.api.value.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/// The authority whose name stands on the certificates that the signers hand out.
///
/// @param certificate the authority's certificate
/// @param key its private key, EC or RSA
public record SigningAuthority(X509Certificate certificate, PrivateKey key) {
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Duration SHORTEST = Duration.ofMinutes(10);

  /// Clocks of other machines may be behind.
  private static final Duration BACKDATE = Duration.ofMinutes(5);

  private static final Map<String, Integer> USAGES =
      Map.of(
          "signing", KeyUsage.digitalSignature,
          "digital signature", KeyUsage.digitalSignature,
          "content commitment", KeyUsage.nonRepudiation,
          "key encipherment", KeyUsage.keyEncipherment,
          "key agreement", KeyUsage.keyAgreement,
          "data encipherment", KeyUsage.dataEncipherment,
          "cert sign", KeyUsage.keyCertSign,
          "crl sign", KeyUsage.cRLSign,
          "encipher only", KeyUsage.encipherOnly,
          "decipher only", KeyUsage.decipherOnly);
  private static final Map<String, KeyPurposeId> PURPOSES =
      Map.ofEntries(
          Map.entry("any", KeyPurposeId.anyExtendedKeyUsage),
          Map.entry("server auth", KeyPurposeId.id_kp_serverAuth),
          Map.entry("client auth", KeyPurposeId.id_kp_clientAuth),
          Map.entry("code signing", KeyPurposeId.id_kp_codeSigning),
          Map.entry("email protection", KeyPurposeId.id_kp_emailProtection),
          Map.entry("s/mime", KeyPurposeId.id_kp_emailProtection),
          Map.entry("ipsec end system", KeyPurposeId.id_kp_ipsecEndSystem),
          Map.entry("ipsec tunnel", KeyPurposeId.id_kp_ipsecTunnel),
          Map.entry("ipsec user", KeyPurposeId.id_kp_ipsecUser),
          Map.entry("timestamping", KeyPurposeId.id_kp_timeStamping),
          Map.entry("ocsp signing", KeyPurposeId.id_kp_OCSPSigning),
          Map.entry("microsoft sgc", KeyPurposeId.id_kp_msSGC),
          Map.entry("netscape sgc", KeyPurposeId.id_kp_nsSGC));

  /// The certificate, in PEM form, that a request asks for: at most a year, and no longer than the
  /// authority's own.
  Bytes sign(CertificateRequest request, CertificateSigningRequestSpec spec, Instant now)
      throws GeneralSecurityException {
    if (!request.isSigned()) {
      throw new GeneralSecurityException("the request's signature is wrong");
    }
    Instant end = now.plus(validity(spec.expirationSeconds()));
    Instant last = certificate.getNotAfter().toInstant();
    try {
      var builder =
          new X509v3CertificateBuilder(
              X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
              new BigInteger(120, new SecureRandom()).setBit(120),
              Date.from(now.minus(BACKDATE)),
              Date.from(end.isBefore(last) ? end : last),
              request.content().getSubject(),
              request.content().getSubjectPublicKeyInfo());
      extensions(builder, spec.usages());
      GeneralNames names = request.alternativeNames();
      if (names != null) {
        builder.addExtension(Extension.subjectAlternativeName, false, names);
      }
      String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
      return pem(builder.build(new JcaContentSignerBuilder(algorithm).build(key)));
    } catch (IOException | OperatorCreationException e) {
      throw new GeneralSecurityException("cannot sign", e);
    }
  }

  private static Duration validity(@Nullable Integer seconds) {
    if (seconds == null) {
      return LONGEST;
    }
    Duration wanted = Duration.ofSeconds(seconds);
    return wanted.compareTo(LONGEST) > 0
        ? LONGEST
        : wanted.compareTo(SHORTEST) < 0 ? SHORTEST : wanted;
  }

  private void extensions(X509v3CertificateBuilder builder, List<String> usages)
      throws GeneralSecurityException, IOException {
    int bits = 0;
    List<KeyPurposeId> purposes = new ArrayList<>();
    for (String usage : usages) {
      KeyPurposeId purpose = PURPOSES.get(usage);
      Integer bit = USAGES.get(usage);
      if (bit != null) {
        bits |= bit;
      } else if (purpose == null) {
        throw new GeneralSecurityException("unrecognized usage value: " + usage);
      } else if (!purposes.contains(purpose)) {
        purposes.add(purpose);
      }
    }
    if (bits != 0) {
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(bits));
    }
    if (!purposes.isEmpty()) {
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
    }
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.authorityKeyIdentifier, false, keyIdentifier());
  }

  /// How the authority's own certificate calls its key: verifiers look for exactly that.
  private AuthorityKeyIdentifier keyIdentifier() throws GeneralSecurityException, IOException {
    byte[] own = certificate.getExtensionValue(Extension.subjectKeyIdentifier.getId());
    if (own == null) {
      return new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate.getPublicKey());
    }
    return new AuthorityKeyIdentifier(
        SubjectKeyIdentifier.getInstance(JcaX509ExtensionUtils.parseExtensionValue(own))
            .getKeyIdentifier());
  }

  private static Bytes pem(X509CertificateHolder made) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(made.getEncoded());
    return Bytes.utf8("-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
  }

  /// Says whose authority it is, and nothing of the key.
  @Override
  public String toString() {
    return "SigningAuthority[" + certificate.getSubjectX500Principal() + "]";
  }
}
