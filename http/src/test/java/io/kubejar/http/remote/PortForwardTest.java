package io.kubejar.http.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.http.ClientRequest;
import io.kubejar.http.Handler;
import io.kubejar.http.HttpClient;
import io.kubejar.http.HttpServer;
import io.kubejar.http.WebSocket;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Port forwards between the own two ends.
@Timeout(40)
class PortForwardTest {
  /// Echoes, and fails on port 13.
  private static final Handler FORWARD =
      exchange ->
          PortForwardServer.serve(
              exchange,
              connection -> {
                if (connection.port() == 13) {
                  throw new IOException("unlucky port");
                }
                connection.in().transferTo(connection.out());
              });

  private static PortForwardClient dial(HttpClient client, URI uri, boolean tunnelled)
      throws IOException {
    return tunnelled
        ? PortForwardClient.overWebSocket(client, ClientRequest.get(uri))
        : PortForwardClient.overSpdy(client, ClientRequest.of("POST", uri));
  }

  private static URI uri(HttpServer server, String rest) {
    return URI.create("http://127.0.0.1:" + server.port() + "/portforward" + rest);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void severalConnectionsAtOnce(boolean tunnelled) throws Exception {
    byte[] data = new byte[500_000];
    new Random(3).nextBytes(data);
    try (var server = HttpServer.builder(FORWARD).start();
        var client = HttpClient.builder().build();
        var forward = dial(client, uri(server, ""), tunnelled)) {
      try (var one = forward.open(80);
          var two = forward.open(8080)) {
        two.out().write("second".getBytes(UTF_8));
        two.out().close();
        one.out().write(data);
        one.out().close();
        assertThat(new String(two.in().readAllBytes(), UTF_8)).isEqualTo("second");
        assertThat(Arrays.equals(one.in().readAllBytes(), data)).isTrue();
        assertThat(one.error()).isEmpty();
      }
      try (var unlucky = forward.open(13)) {
        assertThat(new String(unlucky.error(), UTF_8)).isEqualTo("unlucky port");
      }
      try (var again = forward.open(81)) {
        again.out().write(1);
        assertThat(again.in().read()).isEqualTo(1);
      }
    }
  }

  @Test
  void channelsCarryTheirPort() throws Exception {
    try (var server = HttpServer.builder(FORWARD).start();
        var client = HttpClient.builder().build();
        var socket =
            WebSocket.connect(
                client,
                ClientRequest.get(uri(server, "?port=513&port=13")),
                List.of("v4.channel.k8s.io"))) {
      socket.sendBinary(new byte[] {0, 'h', 'i'});
      var seen = new StringBuilder();
      while (!seen.toString().contains("0:hi") || !seen.toString().contains("3:unlucky")) {
        if (socket.receive() instanceof WebSocket.Message.Binary(byte[] bytes)) {
          String rest =
              bytes.length == 3 && bytes[1] < 32
                  ? Integer.toString((bytes[1] & 0xff) | ((bytes[2] & 0xff) << 8))
                  : new String(bytes, 1, bytes.length - 1, UTF_8);
          seen.append(bytes[0]).append(':').append(rest).append('\n');
        }
      }
      assertThat(seen.toString()).contains("0:513", "1:513", "2:13", "3:13", "3:unlucky port");
    }
  }
}
