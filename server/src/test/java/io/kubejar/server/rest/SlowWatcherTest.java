package io.kubejar.server.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.server.ApiServer;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.User;
import io.kubejar.server.testing.Anything;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A watcher that never reads is dropped at a bound, and costs nobody else anything.
@Timeout(120)
class SlowWatcherTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final int OBJECTS = 120;

  /// All of them are far more than the server and the kernel hold for one client.
  private static final String PAD = "x".repeat(200_000);

  @Test
  void aWatcherThatNeverReadsIsDroppedAndOthersMissNothing() throws Exception {
    try (Store store = MemoryStore.open();
        var server =
            ApiServer.builder(store)
                .guards(_ -> new ApiServer.Guards(List.of(new Anything()), List.of()))
                .assemble();
        var client = HttpClient.newHttpClient();
        var lazy = new Socket()) {
      var admin = new Authenticator.Outcome.Authenticated(User.of("admin", "system:authenticated"));
      server.listen(List.of(new InetSocketAddress("127.0.0.1", 0)), _ -> admin, null, List.of());
      lazy.setReceiveBufferSize(4_096);
      lazy.setSoTimeout(60_000);
      lazy.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      lazy.getOutputStream()
          .write(("GET " + MAPS + "?watch=1 HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(US_ASCII));
      // The head of the answer says that it watches.
      assertThat(lazy.getInputStream().readNBytes(12)).asString(US_ASCII).endsWith(" 200");
      var events = watch(client, server.port());

      for (int i = 0; i < OBJECTS; i++) {
        assertThat(create(client, server.port(), i)).isEqualTo(201);
      }

      assertThat(events.get(60, TimeUnit.SECONDS)).isEqualTo(OBJECTS);
      assertThat(leftFor(lazy)).isLessThan((long) OBJECTS * PAD.length());
    }
  }

  /// How many events a watcher sees that reads, up to all there will be.
  private static CompletableFuture<Integer> watch(HttpClient client, int port) throws Exception {
    InputStream body =
        client
            .send(
                HttpRequest.newBuilder(uri(port, MAPS + "?watch=1"))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build(),
                BodyHandlers.ofInputStream())
            .body();
    return CompletableFuture.supplyAsync(
        () -> {
          int seen = 0;
          try (var lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
            while (seen < OBJECTS && lines.readLine() != null) {
              seen++;
            }
          } catch (IOException e) {
            return seen;
          }
          return seen;
        });
  }

  private static int create(HttpClient client, int port, int number) throws Exception {
    String body =
        "{\"metadata\":{\"name\":\"m-%d\"},\"data\":{\"pad\":\"%s\"}}".formatted(number, PAD);
    return client
        .send(
            HttpRequest.newBuilder(uri(port, MAPS))
                .version(HttpClient.Version.HTTP_1_1)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  /// What the server still had sent to a client that it has hung up on.
  private static long leftFor(Socket socket) throws IOException {
    long bytes = 0;
    byte[] buffer = new byte[64 * 1024];
    try {
      for (int n = socket.getInputStream().read(buffer);
          n >= 0;
          n = socket.getInputStream().read(buffer)) {
        bytes += n;
      }
    } catch (SocketException _) {
      // Reset by the server.
    }
    return bytes;
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
