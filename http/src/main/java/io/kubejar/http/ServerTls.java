package io.kubejar.http;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;

/// How a server secures its connections. The suppliers are asked for each new connection, so
/// certificates can be rotated without a restart.
///
/// @param identity the server's key and certificates
/// @param clientAuthorities who may sign client certificates; when empty none is asked for. Clients
///   may always come without one, see [PeerCertificate]
public record ServerTls(
    Supplier<TlsIdentity> identity, Supplier<List<X509Certificate>> clientAuthorities) {

  public static ServerTls of(TlsIdentity identity, List<X509Certificate> clientAuthorities) {
    var authorities = List.copyOf(clientAuthorities);
    return new ServerTls(() -> identity, () -> authorities);
  }

  public static ServerTls of(TlsIdentity identity) {
    return of(identity, List.of());
  }
}
