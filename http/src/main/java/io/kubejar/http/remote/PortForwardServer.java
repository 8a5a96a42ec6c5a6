package io.kubejar.http.remote;

import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import io.kubejar.http.SpdyConnection;
import io.kubejar.http.WebSocket;
import io.kubejar.http.WebSocketBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Accepts port forwards: over SPDY, over SPDY tunnelled in a WebSocket, or over WebSocket
/// channels.
public final class PortForwardServer {
  private static final List<String> WEB_SOCKET =
      List.of(Protocols.PORT_FORWARD_TUNNEL, Protocols.V4, Protocols.V4_BASE64, "");

  private PortForwardServer() {}

  /// Serves one forwarded connection: blocking, on a virtual thread of its own. What it throws is
  /// sent to the client as the connection's error.
  @FunctionalInterface
  public interface Forwarder {
    void forward(ForwardedConnection connection) throws Exception;
  }

  /// Upgrades the exchange and serves its connections until the client has gone. Over WebSocket
  /// channels the ports come from the query (`port` or `ports`, repeated or separated by commas).
  public static void serve(Exchange exchange, Forwarder forwarder) throws IOException {
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
      if (protocol.equals(Protocols.PORT_FORWARD_TUNNEL)) {
        var tunnel = new WebSocketBytes(WebSocket.accept(exchange, protocol));
        new SpdyPortForward(SpdyConnection.over(tunnel, true), forwarder).run();
      } else {
        var ports = ports(exchange);
        var socket = WebSocket.accept(exchange, protocol);
        new WebSocketPortForward(socket, ports, forwarder).run();
      }
    } else if (SpdyConnection.isRequestedBy(exchange)) {
      String protocol = Protocols.negotiateSpdy(exchange, List.of(Protocols.PORT_FORWARD));
      var headers =
          protocol.isEmpty() ? Headers.empty() : Headers.of(Protocols.VERSION_HEADER, protocol);
      new SpdyPortForward(SpdyConnection.accept(exchange, headers), forwarder).run();
    } else {
      throw Protocols.refuse(exchange, "unable to upgrade: missing upgrade headers in request");
    }
  }

  private static List<Integer> ports(Exchange exchange) throws IOException {
    var texts = new ArrayList<>(exchange.query().all("port"));
    texts.addAll(exchange.query().all("ports"));
    if (texts.isEmpty()) {
      throw Protocols.refuse(exchange, "query parameter \"port\" is required");
    }
    var ports = new ArrayList<Integer>();
    for (String text : texts) {
      for (String one : text.split(",")) {
        int port = parsePort(one);
        if (port < 1) {
          throw Protocols.refuse(exchange, "unable to parse \"" + text + "\" as a port");
        }
        ports.add(port);
      }
    }
    return ports;
  }

  /// The port, or 0 when the text is none.
  static int parsePort(String text) {
    try {
      int port = Integer.parseInt(text.strip());
      return port >= 1 && port <= 65535 ? port : 0;
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
