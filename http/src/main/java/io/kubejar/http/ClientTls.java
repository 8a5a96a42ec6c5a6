package io.kubejar.http;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How a client secures its connections.
///
/// @param trust whom to believe
/// @param identity the client's own certificate, asked for at each new connection; null supplies
///   none
/// @param serverName the name to ask for and verify instead of the URL's host
public record ClientTls(
    Trust trust, Supplier<@Nullable TlsIdentity> identity, @Nullable String serverName) {

  /// Which servers a client believes.
  public sealed interface Trust {
    /// Servers whose certificate leads to one of these and names the host.
    record Authorities(List<X509Certificate> certificates) implements Trust {
      public Authorities {
        certificates = List.copyOf(certificates);
      }
    }

    /// The authorities the Java runtime knows.
    record JavaRuntime() implements Trust {}

    /// Any server, as probes do.
    record Anyone() implements Trust {}
  }

  public static ClientTls authorities(List<X509Certificate> certificates) {
    return new ClientTls(new Trust.Authorities(certificates), () -> null, null);
  }

  public static ClientTls system() {
    return new ClientTls(new Trust.JavaRuntime(), () -> null, null);
  }

  public static ClientTls insecure() {
    return new ClientTls(new Trust.Anyone(), () -> null, null);
  }

  public ClientTls withIdentity(TlsIdentity own) {
    return new ClientTls(trust, () -> own, serverName);
  }

  /// Asked for at each new connection.
  public ClientTls withIdentity(Supplier<@Nullable TlsIdentity> own) {
    return new ClientTls(trust, own, serverName);
  }

  public ClientTls withServerName(String name) {
    return new ClientTls(trust, identity, name);
  }
}
