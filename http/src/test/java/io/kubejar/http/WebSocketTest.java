package io.kubejar.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The WebSocket against the JDK's client and its own.
@Timeout(20)
class WebSocketTest {
  private static final Handler ECHO =
      exchange -> {
        var subprotocol = WebSocket.negotiate(exchange, List.of("v5.channel.k8s.io", "other", ""));
        if (subprotocol == null) {
          exchange.respond(400, Headers.empty());
          return;
        }
        try (var socket = WebSocket.accept(exchange, subprotocol)) {
          while (true) {
            switch (socket.receive()) {
              case WebSocket.Message.Binary(byte[] bytes) -> socket.sendBinary(bytes);
              case WebSocket.Message.Text(String text) -> socket.sendText(text);
              case WebSocket.Message.Closed _ -> {
                return;
              }
            }
          }
        }
      };

  @Test
  void theJdksClientGetsItsMessagesBack() throws Exception {
    var received = new LinkedBlockingQueue<String>();
    var listener =
        new java.net.http.WebSocket.Listener() {
          private final StringBuilder text = new StringBuilder();
          private int bytes;

          @Override
          public CompletionStage<?> onText(
              java.net.http.WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
              received.add(text.toString());
              text.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
          }

          @Override
          public CompletionStage<?> onBinary(
              java.net.http.WebSocket socket, ByteBuffer data, boolean last) {
            bytes += data.remaining();
            if (last) {
              received.add("bytes " + bytes);
              bytes = 0;
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
          }

          @Override
          public CompletionStage<?> onPong(java.net.http.WebSocket socket, ByteBuffer message) {
            received.add("pong " + message.remaining());
            socket.request(1);
            return CompletableFuture.completedStage(null);
          }

          @Override
          public CompletionStage<?> onClose(
              java.net.http.WebSocket socket, int code, String reason) {
            received.add("close " + code);
            return CompletableFuture.completedStage(null);
          }
        };
    try (var server = TestServer.secure(ECHO);
        var peer = TestServer.peer(java.net.http.HttpClient.Version.HTTP_2, null)) {
      var uri = URI.create("wss://localhost:" + server.server.port() + "/");
      var socket =
          peer.newWebSocketBuilder()
              .subprotocols("unknown", "v5.channel.k8s.io")
              .buildAsync(uri, listener)
              .get(10, TimeUnit.SECONDS);
      assertThat(socket.getSubprotocol()).isEqualTo("v5.channel.k8s.io");
      socket.sendText("hällo", true).join();
      assertThat(received.take()).isEqualTo("hällo");
      socket.sendText("in ", false).join();
      socket.sendPing(ByteBuffer.wrap(new byte[4])).join();
      socket.sendText("parts", true).join();
      assertThat(received.take()).isEqualTo("pong 4");
      assertThat(received.take()).isEqualTo("in parts");
      for (int size : new int[] {125, 126, 65_535, 65_536, 3_000_000}) {
        socket.sendBinary(ByteBuffer.wrap(new byte[size]), true).join();
        assertThat(received.take()).isEqualTo("bytes " + size);
      }
      socket.sendClose(java.net.http.WebSocket.NORMAL_CLOSURE, "bye").join();
      assertThat(received.take()).isEqualTo("close 1000");
    }
  }

  @Test
  void ownClientTalksToTheServer() throws Exception {
    try (var server = TestServer.secure(ECHO);
        var client = TestServer.client();
        var socket =
            WebSocket.connect(client, ClientRequest.get(server.uri("/")), List.of("other"))) {
      assertThat(socket.subprotocol()).isEqualTo("other");
      socket.sendBinary("abc".getBytes(UTF_8));
      socket.ping();
      assertThat(socket.receive())
          .isInstanceOfSatisfying(
              WebSocket.Message.Binary.class,
              message -> assertThat(message.bytes()).containsExactly('a', 'b', 'c'));
      socket.sendClose(WebSocket.NORMAL, "");
      assertThat(socket.receive()).isEqualTo(new WebSocket.Message.Closed(1000, ""));
    }
  }

  @Test
  void unknownSubprotocolsAndBrokenHandshakesAreRefused() throws Exception {
    try (var server = TestServer.secure(ECHO);
        var client = TestServer.client()) {
      var request = ClientRequest.get(server.uri("/"));
      assertThatThrownBy(() -> WebSocket.connect(client, request, List.of("nobody.knows")))
          .isInstanceOf(UpgradeRefusedException.class);
      assertThatThrownBy(() -> client.upgrade(request, "websocket"))
          .isInstanceOfSatisfying(
              UpgradeRefusedException.class,
              refused -> assertThat(refused.status()).isEqualTo(400));
    }
  }

  @Test
  void anUpgradeCanBeProxiedByteByByte() throws Exception {
    try (var inner = TestServer.client();
        var origin = TestServer.secure(ECHO);
        var front =
            TestServer.secure(
                exchange -> {
                  var headers =
                      exchange.headers().without("connection").without("upgrade").without("host");
                  var request = ClientRequest.get(origin.uri("/")).withHeaders(headers);
                  var onward = inner.upgrade(request, "websocket");
                  var down =
                      exchange.upgradeRaw(
                          "websocket", onward.headers().without("connection").without("upgrade"));
                  ByteRelay.run(down, onward.bytes());
                });
        var client = TestServer.client();
        var socket =
            WebSocket.connect(client, ClientRequest.get(front.uri("/")), List.of("other"))) {
      for (String text : List.of("one", "two")) {
        socket.sendText(text);
        assertThat(socket.receive()).isEqualTo(new WebSocket.Message.Text(text));
      }
    }
  }
}
