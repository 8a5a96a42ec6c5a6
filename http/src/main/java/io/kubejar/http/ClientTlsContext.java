package io.kubejar.http;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// A client's TLS, renewed when its identity changes.
final class ClientTlsContext {
  private final ClientTls tls;
  private @Nullable SSLContext context;
  private @Nullable TlsIdentity builtIdentity;

  ClientTlsContext(ClientTls tls) {
    this.tls = tls;
  }

  SSLSocket secure(Socket plain, Origin origin) throws IOException {
    String named = tls.serverName();
    String host = named == null ? origin.host() : named;
    var socket =
        (SSLSocket) current().getSocketFactory().createSocket(plain, host, origin.port(), true);
    var parameters = socket.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    if (!(tls.trust() instanceof ClientTls.Trust.Anyone)) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    socket.setSSLParameters(parameters);
    return socket;
  }

  private synchronized SSLContext current() throws IOException {
    var identity = tls.identity().get();
    var known = context;
    if (known != null && java.util.Objects.equals(identity, builtIdentity)) {
      return known;
    }
    try {
      var fresh = SSLContext.getInstance("TLS");
      fresh.init(
          identity == null ? null : new KeyManager[] {new OwnKeyManager(identity)}, trust(), null);
      context = fresh;
      builtIdentity = identity;
      return fresh;
    } catch (GeneralSecurityException broken) {
      throw new IOException("cannot set up TLS: " + broken.getMessage(), broken);
    }
  }

  private TrustManager @Nullable [] trust() {
    return switch (tls.trust()) {
      case ClientTls.Trust.Authorities authorities ->
          new TrustManager[] {TrustStores.trustManager(authorities.certificates())};
      case ClientTls.Trust.JavaRuntime _ -> null;
      case ClientTls.Trust.Anyone _ ->
          new TrustManager[] {new AcceptingTrustManager(java.util.List.of())};
    };
  }
}
