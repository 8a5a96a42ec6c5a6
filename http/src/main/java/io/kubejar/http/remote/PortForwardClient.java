package io.kubejar.http.remote;

import io.kubejar.http.ClientRequest;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpClient;
import io.kubejar.http.SpdyConnection;
import io.kubejar.http.WebSocket;
import io.kubejar.http.WebSocketBytes;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Forwards connections to ports of a pod.
public final class PortForwardClient implements AutoCloseable {
  private final SpdyConnection connection;
  private final AtomicInteger requests = new AtomicInteger();

  private PortForwardClient(SpdyConnection connection) {
    this.connection = connection;
  }

  /// Over SPDY, as runtimes' streaming servers want it; the request is usually a POST.
  public static PortForwardClient overSpdy(HttpClient client, ClientRequest request)
      throws IOException {
    var asking = request.withHeader(Protocols.VERSION_HEADER, Protocols.PORT_FORWARD);
    var upgraded = client.upgrade(asking, SpdyConnection.PROTOCOL);
    return new PortForwardClient(SpdyConnection.over(upgraded.bytes(), false));
  }

  /// Over SPDY tunnelled in a WebSocket; the request must be a GET.
  public static PortForwardClient overWebSocket(HttpClient client, ClientRequest request)
      throws IOException {
    var socket = WebSocket.connect(client, request, List.of(Protocols.PORT_FORWARD_TUNNEL));
    if (socket.subprotocol().isEmpty()) {
      socket.close();
      throw new IOException("the server does not tunnel port forwards");
    }
    return new PortForwardClient(SpdyConnection.over(new WebSocketBytes(socket), false));
  }

  /// Opens a connection to the port.
  public ForwardedConnection open(int port) throws IOException {
    String request = Integer.toString(requests.getAndIncrement());
    var error = connection.open(headers("error", port, request));
    error.out().close();
    var data = connection.open(headers("data", port, request));
    return new SpdyPortForward.Pair(data, error, port);
  }

  private static Headers headers(String type, int port, String request) {
    return Headers.of(
        Protocols.STREAM_TYPE, type,
        Protocols.PORT, Integer.toString(port),
        Protocols.REQUEST_ID, request);
  }

  public boolean isOpen() {
    return connection.isOpen();
  }

  /// Closes all forwarded connections.
  @Override
  public void close() {
    connection.close();
  }
}
