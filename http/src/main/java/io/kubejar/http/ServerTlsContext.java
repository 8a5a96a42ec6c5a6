package io.kubejar.http;

import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// A server's TLS: hands out a handler per connection and judges client certificates afterwards.
///
/// The handshake takes any client certificate (its possession is proven there), because a refused
/// handshake could not be answered with 401. Whether a known authority signed it is checked when a
/// request asks.
///
/// Made of the JDK's parts, since Netty's own context reads the JDK's authorities and encrypts a
/// key on trial when its class is loaded: a third of a second of a cold start.
final class ServerTlsContext {
  private static final List<String> PROTOCOLS =
      List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1);

  private final ServerTls tls;
  private @Nullable TlsIdentity builtIdentity;
  private @Nullable List<X509Certificate> builtAuthorities;
  private @Nullable SSLContext context;
  private volatile ClientVerifier verifier;

  ServerTlsContext(ServerTls tls) throws IOException {
    this.tls = tls;
    this.verifier = new ClientVerifier(List.of());
    current();
  }

  SslHandler handler() throws IOException {
    SSLEngine engine = current().createSSLEngine();
    engine.setUseClientMode(false);
    var parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    parameters.setWantClientAuth(!tls.clientAuthorities().get().isEmpty());
    engine.setSSLParameters(parameters);
    engine.setHandshakeApplicationProtocolSelector((_, offered) -> choose(offered));
    return new Handler(engine);
  }

  /// The protocol to speak; the empty one stands for none, which is HTTP/1.1.
  private static String choose(List<String> offered) {
    return PROTOCOLS.stream().filter(offered::contains).findFirst().orElse("");
  }

  /// Knows the protocol from the JDK's engine.
  private static final class Handler extends SslHandler {
    Handler(SSLEngine engine) {
      super(engine);
    }

    @Override
    public @Nullable String applicationProtocol() {
      String chosen = engine().getApplicationProtocol();
      return chosen == null || chosen.isEmpty() ? null : chosen;
    }
  }

  PeerCertificate verify(List<X509Certificate> chain) {
    return verifier.verify(chain);
  }

  private synchronized SSLContext current() throws IOException {
    TlsIdentity identity = tls.identity().get();
    List<X509Certificate> authorities = tls.clientAuthorities().get();
    SSLContext known = context;
    if (known != null && identity.equals(builtIdentity) && authorities.equals(builtAuthorities)) {
      return known;
    }
    try {
      var fresh = build(identity, authorities);
      verifier = new ClientVerifier(authorities);
      builtIdentity = identity;
      builtAuthorities = authorities;
      context = fresh;
      return fresh;
    } catch (GeneralSecurityException broken) {
      throw new IOException("cannot set up TLS: " + broken.getMessage(), broken);
    }
  }

  private static SSLContext build(TlsIdentity identity, List<X509Certificate> authorities)
      throws GeneralSecurityException {
    var fresh = SSLContext.getInstance("TLS");
    fresh.init(
        new KeyManager[] {new OwnKeyManager(identity)},
        new TrustManager[] {new AcceptingTrustManager(authorities)},
        null);
    return fresh;
  }

  /// Checks chains against a fixed set of authorities.
  private static final class ClientVerifier {
    private final javax.net.ssl.@Nullable X509TrustManager trust;

    ClientVerifier(List<X509Certificate> authorities) {
      this.trust = authorities.isEmpty() ? null : TrustStores.trustManager(authorities);
    }

    PeerCertificate verify(List<X509Certificate> chain) {
      if (trust == null) {
        return new PeerCertificate.Untrusted(chain, "no client authorities");
      }
      try {
        var certificates = chain.toArray(X509Certificate[]::new);
        trust.checkClientTrusted(certificates, certificates[0].getPublicKey().getAlgorithm());
        return new PeerCertificate.Trusted(chain);
      } catch (CertificateException refused) {
        return new PeerCertificate.Untrusted(chain, String.valueOf(refused.getMessage()));
      }
    }
  }
}
