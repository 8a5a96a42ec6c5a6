package io.kubejar.server.pki;

import io.kubejar.http.Pem;
import io.kubejar.http.TlsIdentity;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/// A private key and the certificate that vouches for it.
public record Credential(PrivateKey key, X509Certificate certificate) {
  /// Reads the PEM forms.
  public static Credential ofPem(String certificate, String key) {
    return new Credential(Pem.privateKey(key), Pem.certificates(certificate).getFirst());
  }

  public String certificatePem() {
    return PemText.certificate(certificate);
  }

  public String keyPem() {
    return PemText.privateKey(key, certificate.getPublicKey());
  }

  /// The form that HTTP servers and clients take.
  public TlsIdentity identity() {
    return new TlsIdentity(key, java.util.List.of(certificate));
  }

  @Override
  public String toString() {
    return "Credential[" + certificate.getSubjectX500Principal() + "]";
  }
}
