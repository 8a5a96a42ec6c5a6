package io.kubejar.http.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientTls;
import io.kubejar.http.Handler;
import io.kubejar.http.HttpClient;
import io.kubejar.http.HttpServer;
import io.kubejar.http.ServerTls;
import io.kubejar.http.TestAuthority;
import io.kubejar.http.UpgradeRefusedException;
import java.net.URI;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Exec round trips between the own two ends.
@Timeout(40)
class RemoteCommandTest {
  private static final TestAuthority AUTHORITY = new TestAuthority("CN=exec-ca");
  private static final byte[] SUCCESS = "{\"status\":\"Success\"}".getBytes(UTF_8);

  enum Transport {
    SPDY,
    WEB_SOCKET;

    RemoteCommandSession open(HttpClient client, URI uri, RemoteCommandOptions options)
        throws Exception {
      return switch (this) {
        case SPDY -> RemoteCommandClient.overSpdy(client, ClientRequest.of("POST", uri), options);
        case WEB_SOCKET ->
            RemoteCommandClient.overWebSocket(client, ClientRequest.get(uri), options);
      };
    }
  }

  private static HttpServer serve(Handler handler) throws Exception {
    var identity = AUTHORITY.issue("CN=server");
    return HttpServer.builder(handler).tls(ServerTls.of(identity)).name("exec").start();
  }

  private static HttpClient client() {
    return HttpClient.builder().tls(ClientTls.authorities(AUTHORITY.trusted())).build();
  }

  private static URI uri(HttpServer server, String query) {
    return URI.create("https://localhost:" + server.port() + "/exec?" + query);
  }

  /// Sends the input back in capitals, a remark on the error output, and succeeds.
  private static final Handler SHOUT =
      exchange -> {
        var options = RemoteCommandOptions.ofApi(exchange.query());
        try (var streams = RemoteCommandServer.accept(exchange, options)) {
          byte[] buffer = new byte[8192];
          int n = streams.stdin().read(buffer);
          while (n >= 0) {
            for (int i = 0; i < n; i++) {
              buffer[i] = (byte) Character.toUpperCase(buffer[i]);
            }
            streams.stdout().write(buffer, 0, n);
            n = streams.stdin().read(buffer);
          }
          streams.stderr().write("done".getBytes(UTF_8));
          streams.writeStatus(SUCCESS);
        }
      };

  @ParameterizedTest
  @EnumSource
  void inputComesBackAndTheOutcomeFollows(Transport transport) throws Exception {
    try (var server = serve(SHOUT);
        var client = client();
        var session =
            transport.open(
                client,
                uri(server, "stdin=true&stdout=true&stderr=true"),
                new RemoteCommandOptions(true, true, true, false))) {
      assertThat(session.protocol())
          .isEqualTo(transport == Transport.SPDY ? "v4.channel.k8s.io" : "v5.channel.k8s.io");
      session.stdin().write("hello ".getBytes(UTF_8));
      session.stdin().write("world".getBytes(UTF_8));
      session.stdin().close();
      assertThat(new String(session.stdout().readAllBytes(), UTF_8)).isEqualTo("HELLO WORLD");
      assertThat(new String(session.stderr().readAllBytes(), UTF_8)).isEqualTo("done");
      assertThat(session.status()).isEqualTo(SUCCESS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void megabytesPassBothWays(Transport transport) throws Exception {
    byte[] data = new byte[6_000_000];
    new Random(5).nextBytes(data);
    Handler echo =
        exchange -> {
          var options = RemoteCommandOptions.ofApi(exchange.query());
          try (var streams = RemoteCommandServer.accept(exchange, options)) {
            streams.stdin().transferTo(streams.stdout());
            streams.writeStatus(SUCCESS);
          }
        };
    try (var server = serve(echo);
        var client = client();
        var session =
            transport.open(
                client,
                uri(server, "stdin=true&stdout=true"),
                new RemoteCommandOptions(true, true, false, false))) {
      var writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (var in = session.stdin()) {
                      in.write(data);
                    } catch (java.io.IOException broken) {
                      throw new java.io.UncheckedIOException(broken);
                    }
                  });
      assertThat(Arrays.equals(session.stdout().readAllBytes(), data)).isTrue();
      writer.join();
      assertThat(session.status()).isEqualTo(SUCCESS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void terminalSizesArrive(Transport transport) throws Exception {
    var sizes = new CompletableFuture<String>();
    Handler handler =
        exchange -> {
          var options = RemoteCommandOptions.ofApi(exchange.query());
          try (var streams = RemoteCommandServer.accept(exchange, options)) {
            sizes.complete(streams.nextSize() + " " + streams.nextSize());
            streams.writeStatus(SUCCESS);
          }
        };
    try (var server = serve(handler);
        var client = client();
        var session =
            transport.open(
                client,
                uri(server, "stdin=true&stdout=true&tty=true"),
                new RemoteCommandOptions(true, true, false, true))) {
      session.resize(new TerminalSize(80, 24));
      session.resize(new TerminalSize(132, 50));
      assertThat(sizes.get(10, TimeUnit.SECONDS))
          .isEqualTo("TerminalSize[width=80, height=24] TerminalSize[width=132, height=50]");
      assertThat(session.status()).isEqualTo(SUCCESS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theServerNoticesALeavingClient(Transport transport) throws Exception {
    var gone = new CountDownLatch(1);
    var standing = new CountDownLatch(1);
    Handler handler =
        exchange -> {
          var options = RemoteCommandOptions.ofApi(exchange.query());
          var streams = RemoteCommandServer.accept(exchange, options);
          streams.onClose(gone::countDown);
          standing.countDown();
          gone.await();
          streams.close();
        };
    try (var server = serve(handler);
        var client = client()) {
      var session =
          transport.open(
              client,
              uri(server, "stdin=true&stdout=true"),
              new RemoteCommandOptions(true, true, false, false));
      standing.await();
      session.close();
      assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aRelayTranslatesWebSocketToSpdy() throws Exception {
    try (var runtime = serve(SHOUT);
        var inner = client();
        var front =
            serve(
                exchange -> {
                  var options = RemoteCommandOptions.ofApi(exchange.query());
                  var streams = RemoteCommandServer.accept(exchange, options);
                  var onward =
                      ClientRequest.of("POST", uri(runtime, String.valueOf(exchange.rawQuery())));
                  RemoteCommandRelay.run(
                      streams, RemoteCommandClient.overSpdy(inner, onward, options));
                });
        var client = client();
        var session =
            Transport.WEB_SOCKET.open(
                client,
                uri(front, "stdin=true&stdout=true&stderr=true"),
                new RemoteCommandOptions(true, true, true, false))) {
      session.stdin().write("through".getBytes(UTF_8));
      session.stdin().close();
      assertThat(new String(session.stdout().readAllBytes(), UTF_8)).isEqualTo("THROUGH");
      assertThat(session.status()).isEqualTo(SUCCESS);
    }
  }

  @Test
  void requestsWithoutUpgradeAreRefused() throws Exception {
    try (var server = serve(SHOUT);
        var client = client()) {
      var request = ClientRequest.of("POST", uri(server, "stdout=true"));
      try (var response = client.send(request)) {
        assertThat(response.status()).isEqualTo(400);
      }
      assertThatThrownBy(
              () ->
                  client.upgrade(
                      request.withHeader("X-Stream-Protocol-Version", "v99"), "SPDY/3.1"))
          .isInstanceOfSatisfying(
              UpgradeRefusedException.class,
              refused -> {
                assertThat(refused.status()).isEqualTo(403);
                assertThat(refused.headers().all("x-accepted-stream-protocol-versions"))
                    .contains("v4.channel.k8s.io");
              });
    }
  }
}
