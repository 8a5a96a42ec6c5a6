package io.kubejar.http;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// What all exchanges of a connection share.
final class ConnectionFacts {
  private final InetSocketAddress remote;
  private final InetSocketAddress local;
  private final @Nullable SslHandler tls;
  private final @Nullable ServerTlsContext context;
  private volatile @Nullable PeerCertificate peer;

  ConnectionFacts(Channel channel, @Nullable ServerTlsContext context) {
    this.remote = (InetSocketAddress) channel.remoteAddress();
    this.local = (InetSocketAddress) channel.localAddress();
    this.tls = channel.pipeline().get(SslHandler.class);
    this.context = context;
  }

  InetSocketAddress remote() {
    return remote;
  }

  InetSocketAddress local() {
    return local;
  }

  boolean secure() {
    return tls != null;
  }

  PeerCertificate peer() {
    var known = peer;
    if (known == null) {
      known = examine();
      peer = known;
    }
    return known;
  }

  private PeerCertificate examine() {
    if (tls == null || context == null) {
      return new PeerCertificate.None();
    }
    try {
      var chain = new ArrayList<X509Certificate>();
      for (Certificate certificate : tls.engine().getSession().getPeerCertificates()) {
        chain.add((X509Certificate) certificate);
      }
      return context.verify(chain);
    } catch (SSLPeerUnverifiedException _) {
      return new PeerCertificate.None();
    }
  }
}
