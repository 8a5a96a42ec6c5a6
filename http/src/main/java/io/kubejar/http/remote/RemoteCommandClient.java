package io.kubejar.http.remote;

import io.kubejar.http.ClientRequest;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpClient;
import io.kubejar.http.SpdyConnection;
import io.kubejar.http.WebSocket;
import java.io.IOException;
import java.util.List;

/// Starts execs and attaches on a kubelet, an API server or a runtime's streaming server.
public final class RemoteCommandClient {
  private RemoteCommandClient() {}

  /// Over SPDY with protocols v4 to v1 on offer; the request is usually a POST.
  public static RemoteCommandSession overSpdy(
      HttpClient client, ClientRequest request, RemoteCommandOptions options) throws IOException {
    var headers = Headers.builder().addAll(request.headers());
    for (String version : List.of(Protocols.V4, Protocols.V3, Protocols.V2, Protocols.V1)) {
      headers.add(Protocols.VERSION_HEADER, version);
    }
    var upgraded = client.upgrade(request.withHeaders(headers.build()), SpdyConnection.PROTOCOL);
    String protocol = upgraded.headers().first(Protocols.VERSION_HEADER, Protocols.V1);
    var connection = SpdyConnection.over(upgraded.bytes(), false);
    try {
      return new SpdyCommandSession(connection, protocol, options);
    } catch (IOException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
  }

  /// Over WebSocket with protocols v5 and v4 on offer; the request must be a GET.
  public static RemoteCommandSession overWebSocket(
      HttpClient client, ClientRequest request, RemoteCommandOptions options) throws IOException {
    var socket = WebSocket.connect(client, request, List.of(Protocols.V5, Protocols.V4));
    return new WebSocketCommandSession(socket, options);
  }
}
