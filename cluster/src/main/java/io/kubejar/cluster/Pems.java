package io.kubejar.cluster;

import io.kubejar.http.Pem;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

/// Certificates as text.
final class Pems {
  private Pems() {}

  static String encode(List<X509Certificate> certificates) {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      try {
        text.append(Pem.encode("CERTIFICATE", certificate.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new IllegalArgumentException("a certificate has no encoding", e);
      }
    }
    return text.toString();
  }
}
