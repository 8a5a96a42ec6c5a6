package io.kubejar.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How connections of HTTP/2 end while their clients go on to ask.
@Timeout(60)
class Http2FarewellTest {
  private static final Handler OK = exchange -> exchange.respond(200, Headers.empty());
  private static final int ALL = Integer.MAX_VALUE;

  private static Thread shutdown(TestServer server) {
    return Thread.ofVirtual().start(() -> server.server.shutdown(Duration.ofSeconds(20)));
  }

  private static void get(Frames frames, int stream) throws Exception {
    frames.send(Frames.HEADERS, Frames.END_STREAM | Frames.END_HEADERS, stream, Frames.GET);
  }

  private static void answered(Frames frames, int stream) throws Exception {
    assertThat(frames.next(Frames.HEADERS).stream()).isEqualTo(stream);
  }

  private static Frames.Frame goAway(Frames frames, int lastStream) throws Exception {
    var frame = frames.next(Frames.GOAWAY);
    assertThat(frame.number(0)).isEqualTo(lastStream);
    assertThat(frame.number(4)).isZero();
    return frame;
  }

  private static void answer(Frames frames, Frames.Frame ping) throws Exception {
    frames.send(Frames.PING, 1, 0, ping.payload());
  }

  private static void endsCleanly(Frames frames) {
    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(
            () -> {
              while (true) {
                assertThat(frames.next().type()).isNotEqualTo(Frames.HEADERS);
              }
            });
  }

  @Test
  void whatWasSentBeforeTheClientHeardIsAnswered() throws Exception {
    try (var server = TestServer.plain(OK);
        var frames = new Frames(server.server.port())) {
      get(frames, 1);
      answered(frames, 1);
      var closing = shutdown(server);
      goAway(frames, ALL);
      var ping = frames.next(Frames.PING);
      get(frames, 3);
      get(frames, 5);
      answer(frames, ping);
      var seen = new ArrayList<String>();
      while (seen.size() < 3) {
        var frame = frames.next();
        if (frame.type() == Frames.HEADERS) {
          seen.add("answer " + frame.stream());
        } else if (frame.type() == Frames.GOAWAY) {
          seen.add("last " + frame.number(0));
        }
      }
      assertThat(seen).containsExactlyInAnyOrder("answer 3", "answer 5", "last 5");
      // Told to go elsewhere: ignored, and what the server sent last is not lost by it.
      get(frames, 7);
      answer(frames, frames.next(Frames.PING));
      endsCleanly(frames);
      closing.join();
    }
  }

  @Test
  void closesOnlyWhenTheLastAnswerWasRead() throws Exception {
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    Handler slow =
        exchange -> {
          begun.countDown();
          go.await();
          exchange.respond(200, Headers.empty(), new byte[1000]);
        };
    try (var server = TestServer.plain(slow);
        var frames = new Frames(server.server.port())) {
      get(frames, 1);
      begun.await();
      var closing = shutdown(server);
      goAway(frames, ALL);
      answer(frames, frames.next(Frames.PING));
      goAway(frames, 1);
      get(frames, 3);
      go.countDown();
      answered(frames, 1);
      assertThat(frames.next(Frames.DATA).payload()).hasSize(1000);
      assertThat(server.server.connections()).isOne();
      answer(frames, frames.next(Frames.PING));
      endsCleanly(frames);
      closing.join();
    }
  }

  /// The system has completed such connections before the server knows of them.
  @Test
  void whoHasJustConnectedIsServed() throws Exception {
    for (int i = 0; i < 50; i++) {
      try (var server = TestServer.plain(OK);
          var frames = new Frames(server.server.port())) {
        get(frames, 1);
        var closing = shutdown(server);
        boolean answered = false;
        while (!answered) {
          var frame = frames.next();
          answered = frame.type() == Frames.HEADERS && frame.stream() == 1;
          if (frame.type() == Frames.PING) {
            answer(frames, frame);
          }
        }
        frames.close();
        closing.join();
        assertThat(server.server.connections()).isZero();
      }
    }
  }

  @Test
  void aClientThatAnswersNoPingIsNotWaitedForLong() throws Exception {
    try (var server = TestServer.plain(OK);
        var frames = new Frames(server.server.port())) {
      get(frames, 1);
      answered(frames, 1);
      var closing = shutdown(server);
      goAway(frames, ALL);
      goAway(frames, 1);
      endsCleanly(frames);
      closing.join();
    }
  }

  @Test
  void anIdleConnectionEndsTheSameWay() throws Exception {
    var limits =
        ServerLimits.defaults()
            .withTimeouts(
                Duration.ofSeconds(20),
                Duration.ofMillis(50),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20));
    try (var server = TestServer.plain(OK, limits);
        var frames = new Frames(server.server.port())) {
      goAway(frames, ALL);
      get(frames, 1);
      answered(frames, 1);
      goAway(frames, 1);
      endsCleanly(frames);
    }
  }

  @Test
  void anAnswerThatClosesEndsTheConnectionAfterIt() throws Exception {
    Handler last = exchange -> exchange.respond(200, Headers.of("connection", "close"));
    try (var server = TestServer.plain(last);
        var frames = new Frames(server.server.port())) {
      get(frames, 1);
      answered(frames, 1);
      goAway(frames, ALL);
      answer(frames, frames.next(Frames.PING));
      goAway(frames, 1);
      answer(frames, frames.next(Frames.PING));
      endsCleanly(frames);
    }
  }

  /// The JDK's client repeats what a server says not to have begun, and fails for all else.
  @Test
  void noRequestFailsWhileServersFollowEachOther() throws Exception {
    Handler echo =
        exchange -> exchange.respond(200, Headers.empty(), exchange.body().readAllBytes());
    var failures = new ConcurrentLinkedQueue<Exception>();
    var done = new AtomicInteger();
    var servers = new ArrayList<TestServer>();
    servers.add(TestServer.secure(echo));
    var current = new TestServer[] {servers.getFirst()};
    try (var peer = TestServer.peer(Version.HTTP_2, null)) {
      var ending = new CountDownLatch(1);
      var workers = new ArrayList<Thread>();
      for (int i = 0; i < 4; i++) {
        workers.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      while (ending.getCount() > 0) {
                        try {
                          TestServer server;
                          synchronized (current) {
                            server = current[0];
                          }
                          var request =
                              server.request("/").POST(BodyPublishers.ofString("x")).build();
                          var answer = peer.send(request, BodyHandlers.ofString(UTF_8));
                          assertThat(answer.body()).isEqualTo("x");
                          done.incrementAndGet();
                        } catch (Exception e) {
                          failures.add(e);
                          return;
                        }
                      }
                    }));
      }
      for (int i = 0; i < 10; i++) {
        int before = done.get();
        while (done.get() < before + 100 && failures.isEmpty()) {
          TimeUnit.MILLISECONDS.sleep(1);
        }
        var next = TestServer.secure(echo);
        var old = servers.getLast();
        servers.add(next);
        synchronized (current) {
          current[0] = next;
        }
        old.server.shutdown(Duration.ofSeconds(20));
      }
      ending.countDown();
      for (Thread worker : workers) {
        worker.join();
      }
    } finally {
      servers.forEach(TestServer::close);
    }
    assertThat(failures).isEmpty();
  }
}
