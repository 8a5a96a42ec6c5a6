package io.kubejar.server.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.server.ApiServer;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.User;
import io.kubejar.server.testing.Anything;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Requests that are the last of a server or of a connection.
@Timeout(60)
class LastRequestsTest {
  private static final User ADMIN = User.of("admin", "system:authenticated");
  private static final int HEADERS = 1;
  private static final int GOAWAY = 7;

  /// PRI, empty settings, and GET /version over http as stream 1.
  private static final byte[] VERSION =
      request("82", "86", "04" + text("/version"), "41" + text("x"));

  private static String text(String text) {
    return "%02x".formatted(text.length()) + HexFormat.of().formatHex(text.getBytes(ISO_8859_1));
  }

  private static byte[] request(String... fields) {
    byte[] block = HexFormat.of().parseHex(String.join("", fields));
    var out = new ByteArrayOutputStream();
    out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
    out.writeBytes(HexFormat.of().parseHex("000000040000000000"));
    out.writeBytes(new byte[] {0, 0, (byte) block.length, HEADERS, 5, 0, 0, 0, 1});
    out.writeBytes(block);
    return out.toByteArray();
  }

  private static ApiServer server(Store store, double chance, Authenticator authenticator)
      throws IOException {
    var server =
        ApiServer.builder(store)
            .guards(_ -> new ApiServer.Guards(List.of(new Anything()), List.of()))
            .goawayChance(chance)
            .assemble();
    server.listen(List.of(new InetSocketAddress("127.0.0.1", 0)), authenticator, null, List.of());
    return server;
  }

  private static Authenticator.Outcome admin() {
    return new Authenticator.Outcome.Authenticated(ADMIN);
  }

  @Test
  void requestsUnderWayAreAnsweredAfterTheGraceOfStreams() throws Exception {
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    Authenticator slow =
        _ -> {
          begun.countDown();
          try {
            go.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return admin();
        };
    try (Store store = MemoryStore.open();
        var server = server(store, 0, slow);
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + "/api/v1/namespaces");
      var answer = client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      begun.await();
      var ending = Thread.ofVirtual().start(() -> server.shutdown(Duration.ZERO));
      while (isListening(uri.getPort())) {
        Thread.onSpinWait();
      }
      go.countDown();
      assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      ending.join();
    }
  }

  private static boolean isListening(int port) {
    try (var socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void someConnectionsOfHttp2EndAfterARequest() throws Exception {
    assertThat(goesAway(1)).isTrue();
    assertThat(goesAway(0)).isFalse();
  }

  /// Whether a GOAWAY comes beside the answer to a request.
  private static boolean goesAway(double chance) throws IOException {
    try (Store store = MemoryStore.open();
        var server = server(store, chance, _ -> admin());
        var socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(VERSION);
      var in = new DataInputStream(socket.getInputStream());
      boolean answered = false;
      while (true) {
        int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        boolean last = (in.readUnsignedByte() & 1) != 0;
        in.readInt();
        in.readNBytes(length);
        answered |= type == HEADERS;
        if (type == GOAWAY) {
          assertThat(answered).isTrue();
          return true;
        }
        if (type == 0 && last && chance == 0) {
          return false;
        }
      }
    }
  }

  @Test
  void connectionsOfHttp1StayWhateverTheChance() throws Exception {
    try (Store store = MemoryStore.open();
        var server = server(store, 1, _ -> admin());
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + "/api/v1/namespaces");
      var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("connection")).isEmpty();
    }
  }
}
