package io.kubejar.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Responses that go on, as watches do.
@Timeout(60)
class ResponseStreamTest {
  private static final Headers JSON = Headers.contentType("application/json");

  private static byte[] event(int number) {
    return ("{\"event\":" + number + "}\n").getBytes(UTF_8);
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void everyStreamGetsEveryEventInOrder(Version version) throws Exception {
    int count = version == Version.HTTP_2 ? 400 : 40;
    int events = 200;
    var streams = new ConcurrentLinkedQueue<ResponseStream>();
    var opened = new CountDownLatch(count);
    Handler watch =
        exchange -> {
          streams.add(exchange.stream(200, JSON));
          opened.countDown();
        };
    try (var server = TestServer.secure(watch);
        var peer = TestServer.peer(version, null)) {
      var bodies = new ArrayList<CompletableFuture<String>>();
      for (int i = 0; i < count; i++) {
        bodies.add(
            peer.sendAsync(server.request("/watch").build(), BodyHandlers.ofString())
                .thenApply(java.net.http.HttpResponse::body));
      }
      assertThat(opened.await(20, TimeUnit.SECONDS)).isTrue();
      var expected = new StringBuilder();
      for (int i = 0; i < events; i++) {
        byte[] shared = event(i);
        expected.append(new String(shared, UTF_8));
        for (ResponseStream stream : streams) {
          assertThat(stream.offer(shared)).isTrue();
        }
      }
      streams.forEach(ResponseStream::close);
      for (var body : bodies) {
        assertThat(body.get(20, TimeUnit.SECONDS)).isEqualTo(expected.toString());
      }
      assertThat(streams).noneMatch(ResponseStream::isOpen);
    }
  }

  @Test
  void theSlowClientIsFoundOutAndTheOthersAreNotHeldUp() throws Exception {
    var streams = new LinkedBlockingQueue<ResponseStream>();
    var limits = ServerLimits.defaults().withStreamBuffer(64 * 1024);
    try (var server = TestServer.plain(e -> streams.add(e.stream(200, JSON)), limits);
        var client = TestServer.client();
        var lazy = new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
      lazy.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
      ResponseStream slow = streams.take();
      var response = client.send(ClientRequest.get(server.uri("/")));
      ResponseStream quick = streams.take();
      var closed = new CountDownLatch(1);
      slow.onClose(closed::countDown);
      byte[] shared = new byte[32 * 1024];
      var body = response.body();
      int sent = 0;
      while (slow.offer(shared)) {
        quick.write(shared);
        body.readNBytes(shared.length);
        assertThat(++sent).isLessThan(10_000);
      }
      slow.abort();
      closed.await();
      assertThat(slow.isOpen()).isFalse();
      assertThat(quick.offer(event(1))).isTrue();
      assertThat(new String(body.readNBytes(event(1).length), UTF_8)).isEqualTo("{\"event\":1}\n");
      response.close();
    }
  }

  @Test
  void aClientThatTakesNothingIsDroppedAfterTheWriteTimeout() throws Exception {
    var failure = new CompletableFuture<Throwable>();
    Handler handler =
        exchange -> {
          var stream = exchange.stream(200, JSON);
          try {
            while (true) {
              stream.write(new byte[100_000]);
            }
          } catch (IOException expected) {
            failure.complete(expected);
          }
        };
    var second = Duration.ofSeconds(20);
    var limits =
        ServerLimits.defaults().withTimeouts(second, second, second, Duration.ofMillis(200));
    try (var server = TestServer.plain(handler, limits);
        var lazy = new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
      lazy.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
      assertThat(failure.get(20, TimeUnit.SECONDS)).hasMessage("client has gone");
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void aClientThatLeavesFreesItsStream(Version version) throws Exception {
    var streams = new LinkedBlockingQueue<ResponseStream>();
    try (var server = TestServer.secure(e -> streams.add(e.stream(200, JSON)));
        var peer = TestServer.peer(version, null)) {
      var response = peer.send(server.request("/").build(), BodyHandlers.ofInputStream());
      var stream = streams.take();
      assertThat(stream.offer(event(0))).isTrue();
      InputStream body = response.body();
      assertThat(body.read()).isEqualTo('{');
      var closed = new CountDownLatch(1);
      stream.onClose(closed::countDown);
      body.close();
      assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(stream.offer(event(1))).isFalse();
    }
  }

  @Test
  void ownClientCancelsAWatchFromAnotherThread() throws Exception {
    var streams = new LinkedBlockingQueue<ResponseStream>();
    try (var server = TestServer.secure(e -> streams.add(e.stream(200, JSON)));
        var client = TestServer.client()) {
      var response = client.send(ClientRequest.get(server.uri("/")));
      var stream = streams.take();
      var closed = new CountDownLatch(1);
      stream.onClose(closed::countDown);
      var ended = new CompletableFuture<Throwable>();
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  ended.complete(new AssertionError(response.body().read()));
                } catch (IOException expected) {
                  ended.complete(expected);
                }
              });
      response.close();
      assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
      assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void shutdownEndsStreamsCleanly(Version version) throws Exception {
    var opened = new LinkedBlockingQueue<ResponseStream>();
    try (var server =
            TestServer.secure(
                exchange -> {
                  var stream = exchange.stream(200, JSON);
                  stream.write(event(7));
                  opened.add(stream);
                });
        var peer = TestServer.peer(version, null)) {
      var answer = peer.sendAsync(server.request("/").build(), BodyHandlers.ofString());
      var stream = opened.take();
      stream.flush();
      server.server.shutdown(Duration.ofSeconds(10));
      assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("{\"event\":7}\n");
    }
  }

  @Test
  void writersWaitForTheClient() throws Exception {
    int pieces = 500;
    Handler handler =
        exchange -> {
          try (var stream = exchange.stream(200, JSON)) {
            for (int i = 0; i < pieces; i++) {
              stream.write(new byte[10_000]);
            }
            stream.flush();
          }
        };
    try (var server = TestServer.secure(handler, ServerLimits.defaults().withStreamBuffer(50_000));
        var peer = TestServer.peer(Version.HTTP_2, null)) {
      var sizes = new ArrayList<Integer>();
      for (var answer :
          List.of(
              peer.sendAsync(server.request("/").build(), BodyHandlers.ofByteArray()),
              peer.sendAsync(server.request("/").build(), BodyHandlers.ofByteArray()))) {
        sizes.add(answer.get(20, TimeUnit.SECONDS).body().length);
      }
      assertThat(sizes).containsOnly(pieces * 10_000);
    }
  }
}
