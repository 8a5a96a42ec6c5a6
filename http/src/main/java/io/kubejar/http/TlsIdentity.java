package io.kubejar.http;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// A private key and the certificates that vouch for it, leaf first.
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {

  public TlsIdentity {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("no certificate");
    }
  }

  /// From PEM text as kubeconfig files and secrets hold it.
  public static TlsIdentity ofPem(String certificates, String key) {
    return new TlsIdentity(Pem.privateKey(key), Pem.certificates(certificates));
  }

  @Override
  public String toString() {
    return "TlsIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
