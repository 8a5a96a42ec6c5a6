package io.kubejar.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The server as the JDK's own client sees it.
@Timeout(30)
class HttpServerTest {
  private static final Headers TEXT = Headers.contentType("text/plain");

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void getShowsTheRequest(Version version) throws Exception {
    Handler handler =
        exchange ->
            exchange.respond(
                200,
                TEXT.with("X-Answer", "yes"),
                bytes(
                    String.join(
                        " ",
                        exchange.method(),
                        exchange.rawPath(),
                        exchange.path(),
                        exchange.query().all("a").toString(),
                        exchange.headers().first("x-ask", "none"),
                        exchange.protocol().toString(),
                        exchange.peerCertificate().getClass().getSimpleName())));
    try (var server = TestServer.secure(handler);
        var peer = TestServer.peer(version, null)) {
      var request = server.request("/x%2Fy/z?a=1&b=2&a=%20+3").header("X-Ask", "hi").build();
      var response = peer.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.version()).isEqualTo(version);
      assertThat(response.headers().firstValue("x-answer")).contains("yes");
      String protocol = version == Version.HTTP_2 ? "HTTP/2.0" : "HTTP/1.1";
      assertThat(response.body())
          .isEqualTo("GET /x%2Fy/z /x/y/z [1,   3] hi " + protocol + " None");
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void postedBodiesComeBack(Version version) throws Exception {
    Handler echo = exchange -> exchange.respond(201, TEXT, exchange.readBody(8 << 20));
    byte[] large = new byte[5_000_000];
    new Random(1).nextBytes(large);
    try (var server = TestServer.secure(echo);
        var peer = TestServer.peer(version, null)) {
      for (byte[] body : List.of(new byte[0], bytes("hello"), large)) {
        var request = server.request("/").POST(BodyPublishers.ofByteArray(body)).build();
        var response = peer.send(request, BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(Arrays.equals(response.body(), body)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void bodiesOverTheLimitAreRefused(Version version) throws Exception {
    Handler handler = exchange -> exchange.respond(200, TEXT, exchange.readBody(1000));
    try (var server = TestServer.plain(handler, ServerLimits.defaults().withBody(100_000));
        var peer = TestServer.peer(version, null)) {
      // The JDK's client fails the exchange when the answer comes before its body has left.
      var request = server.request("/").POST(BodyPublishers.ofByteArray(new byte[1001])).build();
      assertThat(peer.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(413);
      var after = server.request("/").POST(BodyPublishers.ofByteArray(new byte[1000])).build();
      assertThat(peer.send(after, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void bigListsArriveWhole(Version version) throws Exception {
    var pieces = new ArrayList<byte[]>();
    var random = new Random(2);
    for (int i = 0; i < 3000; i++) {
      byte[] piece = new byte[random.nextInt(5000)];
      random.nextBytes(piece);
      pieces.add(piece);
    }
    pieces.add(new byte[0]);
    long total = pieces.stream().mapToLong(piece -> piece.length).sum();
    try (var server = TestServer.secure(exchange -> exchange.respond(200, TEXT, pieces));
        var peer = TestServer.peer(version, null)) {
      var response = peer.send(server.request("/").build(), BodyHandlers.ofByteArray());
      assertThat(response.headers().firstValueAsLong("content-length")).hasValue(total);
      byte[] body = response.body();
      int at = 0;
      for (byte[] piece : pieces) {
        assertThat(Arrays.equals(piece, 0, piece.length, body, at, at + piece.length)).isTrue();
        at += piece.length;
      }
      assertThat(at).isEqualTo(body.length);
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void aFailingHandlerHurtsNobodyElse(Version version) throws Exception {
    Handler handler =
        exchange -> {
          switch (exchange.path()) {
            case "/fail" -> throw new IllegalArgumentException("on purpose");
            case "/silent" -> {}
            default -> exchange.respond(200, TEXT, bytes("fine"));
          }
        };
    try (var server = TestServer.secure(handler);
        var peer = TestServer.peer(version, null)) {
      for (String path : List.of("/fail", "/silent")) {
        var failed = peer.send(server.request(path).build(), BodyHandlers.ofString());
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).doesNotContain("on purpose");
        var fine = peer.send(server.request("/").build(), BodyHandlers.ofString());
        assertThat(fine.body()).isEqualTo("fine");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void headHasLengthButNoBody(Version version) throws Exception {
    try (var server = TestServer.plain(exchange -> exchange.respond(200, TEXT, new byte[77]));
        var peer = TestServer.peer(version, null)) {
      var request = server.request("/").HEAD().build();
      for (int i = 0; i < 3; i++) {
        var response = peer.send(request, BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValueAsLong("content-length")).hasValue(77);
        assertThat(response.body()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void manyRequestsAtOnce(Version version) throws Exception {
    Handler handler = exchange -> exchange.respond(200, TEXT, bytes(exchange.path()));
    try (var server = TestServer.secure(handler);
        var peer = TestServer.peer(version, null)) {
      var answers = new ArrayList<CompletableFuture<String>>();
      for (int i = 0; i < 300; i++) {
        answers.add(
            peer.sendAsync(server.request("/" + i).build(), BodyHandlers.ofString())
                .thenApply(java.net.http.HttpResponse::body));
        if (version == Version.HTTP_1_1 && i % 20 == 19) {
          answers.getLast().get(10, TimeUnit.SECONDS);
        }
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get(10, TimeUnit.SECONDS)).isEqualTo("/" + i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void clientCertificatesAreJudgedAfterTheHandshake(Version version) throws Exception {
    Handler handler =
        exchange -> {
          String seen =
              switch (exchange.peerCertificate()) {
                case PeerCertificate.None _ -> "none";
                case PeerCertificate.Trusted trusted ->
                    trusted.leaf().getSubjectX500Principal().getName();
                case PeerCertificate.Untrusted _ -> "untrusted";
              };
          exchange.respond(seen.equals("untrusted") ? 401 : 200, TEXT, bytes(seen));
        };
    try (var server = TestServer.secure(handler)) {
      var known = TestServer.AUTHORITY.issue("CN=alice,O=admins");
      try (var peer = TestServer.peer(version, known)) {
        var response = peer.send(server.request("/").build(), BodyHandlers.ofString());
        assertThat(response.body()).isEqualTo("CN=alice,O=admins");
      }
      // The JDK's client holds back a certificate of an authority not asked for; this one insists.
      try (var client = TestServer.client(TestServer.STRANGER.issue("CN=mallory"));
          var response = client.send(ClientRequest.get(server.uri("/")))) {
        assertThat(response.status()).isEqualTo(401);
        assertThat(new String(response.readBody(100), UTF_8)).isEqualTo("untrusted");
      }
      try (var peer = TestServer.peer(version, null)) {
        var response = peer.send(server.request("/").build(), BodyHandlers.ofString());
        assertThat(response.body()).isEqualTo("none");
      }
    }
  }

  @Test
  void fastHandlerAnswersOnTheEventLoop() throws Exception {
    var threads = new java.util.concurrent.ConcurrentHashMap<String, Boolean>();
    try (var server =
            HttpServer.builder(
                    exchange -> {
                      threads.put("slow", Thread.currentThread().isVirtual());
                      exchange.respond(200, TEXT, bytes("slow"));
                    })
                .fastHandler(
                    exchange -> {
                      if (!exchange.path().equals("/fast")) {
                        return false;
                      }
                      threads.put("fast", Thread.currentThread().isVirtual());
                      exchange.respond(200, TEXT, bytes("fast"));
                      return true;
                    })
                .start();
        var client = HttpClient.builder().build()) {
      for (String path : List.of("fast", "slow")) {
        var uri = java.net.URI.create("http://127.0.0.1:" + server.port() + "/" + path);
        try (var response = client.send(ClientRequest.get(uri))) {
          assertThat(new String(response.readBody(10), UTF_8)).isEqualTo(path);
        }
      }
      assertThat(threads).containsEntry("fast", false).containsEntry("slow", true);
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void runningExchangesEndBeforeTheServerDoes(Version version) throws Exception {
    var running = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    Handler handler =
        exchange -> {
          running.countDown();
          go.await();
          exchange.respond(200, TEXT, bytes("done"));
        };
    try (var server = TestServer.secure(handler);
        var peer = TestServer.peer(version, null)) {
      var answer = peer.sendAsync(server.request("/").build(), BodyHandlers.ofString());
      running.await();
      var closing =
          Thread.ofVirtual().start(() -> server.server.shutdown(java.time.Duration.ofSeconds(20)));
      go.countDown();
      assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("done");
      closing.join();
      assertThat(server.server.connections()).isZero();
    }
  }

  @Test
  void noThreadIsLeft() throws Exception {
    var stuck = new CountDownLatch(1);
    var server = TestServer.plain(_ -> stuck.await());
    try (var client = TestServer.client()) {
      var call = client.call(ClientRequest.get(server.uri("/")));
      var failed = new CompletableFuture<Throwable>();
      Thread.ofVirtual()
          .start(
              () -> {
                try (var _ = call.execute()) {
                  failed.complete(new AssertionError("answered"));
                } catch (java.io.IOException expected) {
                  failed.complete(expected);
                }
              });
      while (server.server.connections() == 0) {
        Thread.onSpinWait();
      }
      server.close();
      assertThat(failed.get(10, TimeUnit.SECONDS)).isInstanceOf(java.io.IOException.class);
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("test-loop"));
  }
}
