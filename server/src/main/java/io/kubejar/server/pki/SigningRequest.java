package io.kubejar.server.pki;

import io.kubejar.http.Pem;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;

/// A new key, and the request (PKCS#10, RFC 2986) by which an authority is asked to vouch for it.
///
/// @param keys the key, which never leaves whoever asks
/// @param pem the request as text
public record SigningRequest(KeyPair keys, String pem) {
  private static final String EXTENSION_REQUEST = "1.2.840.113549.1.9.14";

  /// A request for what a template says, its usage aside: that is told beside the request.
  public static SigningRequest of(CertificateTemplate template, SecureRandom random) {
    KeyPair keys = CertificateAuthority.newKeys(random);
    byte[] content =
        Der.sequence(
            Der.integer(BigInteger.ZERO),
            CertificateAuthority.name(template),
            keys.getPublic().getEncoded(),
            Der.tagged(0xa0, attributes(template)));
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate(), random);
      signature.update(content);
      byte[] der =
          Der.sequence(content, CertificateAuthority.ECDSA_WITH_SHA256, Der.bits(signature.sign()));
      return new SigningRequest(keys, Pem.encode("CERTIFICATE REQUEST", der));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the runtime cannot sign with EC keys", e);
    }
  }

  private static byte[] attributes(CertificateTemplate template) {
    if (template.dnsNames().isEmpty() && template.addresses().isEmpty()) {
      return new byte[0];
    }
    byte[] names =
        CertificateAuthority.extension(
            "2.5.29.17", false, CertificateAuthority.alternativeNames(template));
    return Der.sequence(Der.identifier(EXTENSION_REQUEST), Der.set(Der.sequence(names)));
  }

  /// The key with the certificate that was given for it.
  ///
  /// @throws IllegalArgumentException when it is for another key
  public Credential with(X509Certificate certificate) {
    if (!certificate.getPublicKey().equals(keys.getPublic())) {
      throw new IllegalArgumentException("the certificate is for another key");
    }
    PrivateKey own = keys.getPrivate();
    return new Credential(own, certificate);
  }

  /// The key is left out.
  @Override
  public String toString() {
    return pem;
  }
}
