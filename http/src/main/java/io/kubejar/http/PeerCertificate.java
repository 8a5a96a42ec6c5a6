package io.kubejar.http;

import java.security.cert.X509Certificate;
import java.util.List;

/// What a TLS client showed about itself.
public sealed interface PeerCertificate {

  /// No certificate, or no TLS.
  record None() implements PeerCertificate {}

  /// A chain that leads to one of the server's client authorities; the leaf comes first.
  record Trusted(List<X509Certificate> chain) implements PeerCertificate {
    public Trusted {
      chain = List.copyOf(chain);
    }

    public X509Certificate leaf() {
      return chain.getFirst();
    }
  }

  /// A chain that is expired, not for clients, or of an unknown authority. The connection works
  /// nevertheless, so that the request can be answered with 401.
  record Untrusted(List<X509Certificate> chain, String reason) implements PeerCertificate {
    public Untrusted {
      chain = List.copyOf(chain);
    }
  }
}
