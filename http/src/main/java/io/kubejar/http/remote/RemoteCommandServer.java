package io.kubejar.http.remote;

import io.kubejar.http.Exchange;
import io.kubejar.http.SpdyConnection;
import io.kubejar.http.WebSocket;
import java.io.IOException;
import java.util.List;

/// Accepts exec and attach requests, over WebSocket or SPDY, whichever the client asks for.
public final class RemoteCommandServer {
  private static final List<String> WEB_SOCKET =
      List.of(
          Protocols.V5, Protocols.V4, Protocols.V4_BASE64, Protocols.V1, Protocols.V1_BASE64, "");

  private static final List<String> SPDY =
      List.of(Protocols.V5, Protocols.V4, Protocols.V3, Protocols.V2, Protocols.V1);

  private RemoteCommandServer() {}

  /// Upgrades the exchange and waits until the client has opened its streams. When it asks for no
  /// upgrade or for unknown protocols the exchange is answered with 400 or 403 and an exception
  /// thrown.
  public static RemoteCommandStreams accept(Exchange exchange, RemoteCommandOptions options)
      throws IOException {
    if (!options.any()) {
      throw Protocols.refuse(exchange, "you must specify at least 1 of stdin, stdout, stderr");
    }
    if (WebSocket.isRequestedBy(exchange)) {
      String protocol = WebSocket.negotiate(exchange, WEB_SOCKET);
      if (protocol == null) {
        throw Protocols.refuse(
            exchange,
            "requested protocol(s) are not supported: "
                + exchange.headers().all("sec-websocket-protocol")
                + "; supports "
                + WEB_SOCKET);
      }
      return new WebSocketCommandStreams(WebSocket.accept(exchange, protocol), options);
    }
    if (SpdyConnection.isRequestedBy(exchange)) {
      String protocol = Protocols.negotiateSpdy(exchange, SPDY);
      return SpdyCommandStreams.accept(exchange, protocol, options);
    }
    throw Protocols.refuse(exchange, "unable to upgrade: missing upgrade headers in request");
  }
}
