package io.kubejar.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The client against the own server.
@Timeout(30)
class HttpClientTest {
  private static final Headers TEXT = Headers.contentType("text/plain");

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void connectionsAreUsedAgain() throws Exception {
    try (var server =
            TestServer.secure(
                e ->
                    e.respond(
                        200, TEXT, bytes(e.remoteAddress() + new String(e.readBody(99), UTF_8))));
        var client = TestServer.client()) {
      String first = null;
      for (int i = 0; i < 20; i++) {
        var request = ClientRequest.of("POST", server.uri("/")).withBody("text/plain", bytes("x"));
        try (var response = client.send(request)) {
          assertThat(response.status()).isEqualTo(200);
          String seen = new String(response.readBody(100), UTF_8);
          first = first == null ? seen : first;
          assertThat(seen).isEqualTo(first).endsWith("x");
        }
      }
      assertThat(server.server.connections()).isEqualTo(1);
    }
  }

  @Test
  void ownCertificateIsShown() throws Exception {
    Handler handler =
        e -> {
          if (e.peerCertificate() instanceof PeerCertificate.Trusted trusted) {
            e.respond(200, TEXT, bytes(trusted.leaf().getSubjectX500Principal().getName()));
          } else {
            e.respond(401, TEXT);
          }
        };
    try (var server = TestServer.secure(handler);
        var client = TestServer.client(TestServer.AUTHORITY.issue("CN=bob"));
        var response = client.send(ClientRequest.get(server.uri("/")))) {
      assertThat(new String(response.readBody(100), UTF_8)).isEqualTo("CN=bob");
    }
  }

  @Test
  void unknownAuthoritiesAndWrongNamesAreRefused() throws Exception {
    Handler handler = e -> e.respond(200, TEXT);
    try (var server = TestServer.secure(handler)) {
      var tls = ClientTls.authorities(TestServer.STRANGER.trusted());
      try (var client = HttpClient.builder().tls(tls).build()) {
        assertThatThrownBy(() -> client.send(ClientRequest.get(server.uri("/"))))
            .isInstanceOf(SSLException.class);
      }
      var misnamed = ClientTls.authorities(TestServer.AUTHORITY.trusted()).withServerName("other");
      try (var client = HttpClient.builder().tls(misnamed).build()) {
        assertThatThrownBy(() -> client.send(ClientRequest.get(server.uri("/"))))
            .isInstanceOf(SSLException.class);
      }
      try (var client = HttpClient.builder().tls(ClientTls.insecure()).build();
          var response = client.send(ClientRequest.get(server.uri("/")))) {
        assertThat(response.status()).isEqualTo(200);
      }
    }
  }

  @Test
  void closedPooledConnectionsAreReplaced() throws Exception {
    Handler handler = e -> e.respond(200, TEXT, bytes("hi"));
    try (var client = TestServer.client()) {
      var first = HttpServer.builder(handler).start();
      var uri = URI.create("http://127.0.0.1:" + first.port() + "/");
      client.send(ClientRequest.get(uri)).close();
      try (var response = client.send(ClientRequest.get(uri))) {
        assertThat(response.readBody(9)).hasSize(2);
      }
      first.close();
      try (var _ =
              HttpServer.builder(handler)
                  .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), first.port()))
                  .start();
          var response = client.send(ClientRequest.get(uri))) {
        assertThat(response.status()).isEqualTo(200);
      }
    }
  }

  @Test
  void aCallCanBeCancelledWhileItWaits() throws Exception {
    var reached = new CountDownLatch(1);
    var gone = new CountDownLatch(1);
    Handler handler =
        e -> {
          e.onClose(gone::countDown);
          reached.countDown();
          gone.await();
        };
    try (var server = TestServer.secure(handler);
        var client = TestServer.client()) {
      var call = client.call(ClientRequest.get(server.uri("/")));
      var result = new CompletableFuture<Throwable>();
      Thread.ofVirtual()
          .start(
              () -> {
                try (var _ = call.execute()) {
                  result.complete(new AssertionError("answered"));
                } catch (IOException expected) {
                  result.complete(expected);
                }
              });
      reached.await();
      call.cancel();
      assertThat(result.get(10, TimeUnit.SECONDS)).hasMessage("call cancelled");
      assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void waitingHasLimits() throws Exception {
    var end = new CountDownLatch(1);
    Handler handler =
        e -> {
          if (e.path().equals("/body")) {
            e.stream(200, TEXT).write(bytes("x"));
          } else {
            end.await();
          }
        };
    var brief = Duration.ofMillis(100);
    try (var server = TestServer.plain(handler);
        var client = TestServer.client()) {
      var silent = ClientRequest.get(server.uri("/")).withResponseTimeout(brief);
      assertThatThrownBy(() -> client.send(silent)).isInstanceOf(IOException.class);
      var stalling = ClientRequest.get(server.uri("/body")).withReadTimeout(brief);
      try (var response = client.send(stalling)) {
        assertThatThrownBy(() -> response.body().readAllBytes()).isInstanceOf(IOException.class);
      }
      end.countDown();
    }
  }

  @Test
  void manyThreadsShareAClient() throws Exception {
    Handler handler = e -> e.respond(200, TEXT, List.of(bytes(e.path()), new byte[3000]));
    var wrong = new AtomicInteger();
    try (var server = TestServer.secure(handler);
        var client = TestServer.client()) {
      var threads = new java.util.ArrayList<Thread>();
      for (int t = 0; t < 8; t++) {
        int thread = t;
        threads.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      for (int i = 0; i < 50; i++) {
                        String path = "/" + thread + "-" + i;
                        try (var response = client.send(ClientRequest.get(server.uri(path)))) {
                          byte[] body = response.readBody(10_000);
                          if (!new String(body, 0, path.length(), UTF_8).equals(path)
                              || body.length != path.length() + 3000) {
                            wrong.incrementAndGet();
                          }
                        } catch (IOException broken) {
                          wrong.incrementAndGet();
                        }
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(wrong).hasValue(0);
      assertThat(server.server.connections()).isLessThanOrEqualTo(8);
    }
  }

  @Test
  void pemKeysOfEveryKindAreRead() throws Exception {
    var identity = TestServer.AUTHORITY.issue("CN=pem");
    String certificate = Pem.encode("CERTIFICATE", identity.chain().getFirst().getEncoded());
    String key = Pem.encode("PRIVATE KEY", identity.key().getEncoded());
    var read = TlsIdentity.ofPem("junk\n" + certificate, key);
    assertThat(read.chain()).isEqualTo(identity.chain());
    assertThat(read.key()).isEqualTo(identity.key());
    assertThatThrownBy(() -> Pem.privateKey(certificate))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Pem.certificates(key)).isInstanceOf(IllegalArgumentException.class);
  }
}
