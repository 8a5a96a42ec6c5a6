package io.kubejar.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// HTTP/2 as attackers speak it: each is refused or cut off, and the server goes on for others.
@Timeout(60)
class HostileFramesTest {
  private static final Handler OK = exchange -> exchange.respond(200, Headers.empty());
  private static final Duration SHORT = Duration.ofMillis(300);

  private static ServerLimits impatient() {
    return ServerLimits.defaults()
        .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), SHORT, SHORT);
  }

  private static void stillServes(TestServer server) throws Exception {
    try (var peer = TestServer.peer(Version.HTTP_2, null)) {
      assertThat(peer.send(server.request("/").build(), BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aFloodOfResetsEndsTheConnection() throws Exception {
    var limits = ServerLimits.defaults().withResetsPerWindow(50);
    try (var server = TestServer.plain(OK, limits);
        var frames = new Frames(server.server.port())) {
      var flood = new ByteArrayOutputStream();
      for (int i = 0; i < 60; i++) {
        int stream = 2 * i + 1;
        flood.writeBytes(Frames.frame(Frames.HEADERS, 5, stream, Frames.GET));
        flood.writeBytes(Frames.frame(Frames.RST_STREAM, 0, stream, Frames.number(8)));
      }
      frames.raw(flood.toByteArray());
      assertThat(frames.goAway()).isEqualTo(Frames.ENHANCE_YOUR_CALM);
      stillServes(server);
    }
  }

  @Test
  void garbageAfterThePrefaceEndsTheConnection() throws Exception {
    try (var server = TestServer.plain(OK);
        var frames = new Frames(server.server.port())) {
      frames.raw("this is no frame at all, is it?".getBytes(US_ASCII));
      assertThat(frames.goAway()).isNotEqualTo(0);
    }
  }

  @Test
  void headersWithoutEndAreCutOff() throws Exception {
    for (int size : new int[] {0, 1, 10_000}) {
      try (var server = TestServer.plain(OK);
          var frames = new Frames(server.server.port())) {
        byte[] more = size == 0 ? new byte[0] : Frames.field("a", "b".repeat(size));
        frames.send(Frames.HEADERS, Frames.END_STREAM, 1, Frames.GET);
        assertThatExceptionOfType(SocketException.class)
            .as("continued by %d bytes", more.length)
            .isThrownBy(
                () -> {
                  for (int i = 0; i < 100_000; i++) {
                    frames.send(Frames.CONTINUATION, 0, 1, more);
                  }
                });
        stillServes(server);
      }
    }
  }

  @Test
  void longHeadersAreRefused() throws Exception {
    try (var server = TestServer.plain(OK);
        var frames = new Frames(server.server.port())) {
      // Each use of the table's entry is a byte here and 4 KiB there.
      byte[] entry = Frames.field("x-long", "v".repeat(4000));
      entry[0] = 0x40;
      byte[] uses = new byte[500];
      Arrays.fill(uses, (byte) (0x80 | 62));
      frames.send(
          Frames.HEADERS,
          Frames.END_STREAM | Frames.END_HEADERS,
          1,
          Frames.join(Frames.GET, entry, uses));
      Frames.Frame answer = frames.next();
      while (answer.type() == Frames.SETTINGS || answer.type() == Frames.WINDOW_UPDATE) {
        answer = frames.next();
      }
      assertThat(answer.type()).isIn(Frames.HEADERS, Frames.RST_STREAM, Frames.GOAWAY);
      if (answer.type() == Frames.HEADERS) {
        assertThat(new String(answer.payload(), US_ASCII)).contains("431");
      }
      stillServes(server);
    }
  }

  @Test
  void floodsOfWhatNeedsAnswersEndTheConnection() throws Exception {
    for (int type : new int[] {Frames.PING, Frames.SETTINGS}) {
      try (var server = TestServer.plain(OK);
          var frames = new Frames(server.server.port())) {
        byte[] one = Frames.frame(type, 0, 0, type == Frames.PING ? new byte[8] : new byte[0]);
        var many = new ByteArrayOutputStream();
        for (int i = 0; i < 5000; i++) {
          many.writeBytes(one);
        }
        // The answers, which nobody reads, fill what lies between the two.
        assertThatExceptionOfType(SocketException.class)
            .as("frames of type %d", type)
            .isThrownBy(
                () -> {
                  for (int i = 0; i < 1000; i++) {
                    frames.raw(many.toByteArray());
                  }
                });
        stillServes(server);
      }
    }
  }

  @Test
  void aClientWithoutWindowIsDropped() throws Exception {
    Handler large = exchange -> exchange.respond(200, Headers.empty(), new byte[1 << 20]);
    try (var server = TestServer.plain(large, impatient());
        var frames =
            new Frames(
                server.server.port(), (byte) 0, (byte) 4, (byte) 0, (byte) 0, (byte) 0, (byte) 0)) {
      frames.send(Frames.HEADERS, Frames.END_STREAM | Frames.END_HEADERS, 1, Frames.GET);
      assertThat(frames.next(Frames.RST_STREAM).stream()).isEqualTo(1);
      stillServes(server);
    }
  }

  @Test
  void windowsThatOverflowEndTheConnection() throws Exception {
    try (var server = TestServer.plain(OK);
        var frames = new Frames(server.server.port())) {
      frames.send(Frames.WINDOW_UPDATE, 0, 0, Frames.number(Integer.MAX_VALUE));
      frames.send(Frames.WINDOW_UPDATE, 0, 0, Frames.number(Integer.MAX_VALUE));
      assertThat(frames.goAway()).isEqualTo(Frames.FLOW_CONTROL_ERROR);
    }
  }

  @Test
  void aBodyThatNeverComesIsNotWaitedFor() throws Exception {
    var failures = new LinkedBlockingQueue<IOException>();
    Handler reading =
        exchange -> {
          try {
            exchange.readBody(100);
          } catch (IOException e) {
            failures.add(e);
          }
          exchange.respond(200, Headers.empty());
        };
    try (var server = TestServer.plain(reading, impatient());
        var frames = new Frames(server.server.port())) {
      frames.send(Frames.HEADERS, Frames.END_HEADERS, 1, Frames.POST);
      assertThat(failures.poll(20, TimeUnit.SECONDS)).isNotNull();
      assertThat(frames.next(Frames.HEADERS).stream()).isEqualTo(1);
      stillServes(server);
    }
  }

  @Test
  void bodiesBeyondTheirWindowEndTheConnection() throws Exception {
    var go = new CountDownLatch(1);
    Handler waiting =
        exchange -> {
          go.await();
          exchange.respond(200, Headers.empty());
        };
    try (var server = TestServer.plain(waiting);
        var frames = new Frames(server.server.port())) {
      frames.send(Frames.HEADERS, Frames.END_HEADERS, 1, Frames.POST);
      byte[] data = Frames.frame(Frames.DATA, 0, 1, new byte[16_384]);
      try {
        for (int i = 0; i < 1000; i++) {
          frames.raw(data);
        }
      } catch (SocketException _) {
        // Cut off while sending.
      }
      assertThat(frames.goAway()).isIn(Frames.FLOW_CONTROL_ERROR, -1);
    } finally {
      go.countDown();
    }
  }

  @Test
  void whatWouldBeTwoRequestsInHttp1IsReset() throws Exception {
    try (var server = TestServer.plain(OK);
        var frames = new Frames(server.server.port())) {
      List<byte[]> requests =
          List.of(
              Frames.join(Frames.GET, Frames.field("a", "b\r\nc: d")),
              Frames.join(Frames.GET, Frames.field("a", "b\u0000")),
              Frames.join(
                  new byte[] {(byte) 0x82, (byte) 0x86},
                  Frames.field(":path", "/ HTTP/1.1\r\nx: y")),
              Frames.join(
                  new byte[] {(byte) 0x86, (byte) 0x84}, Frames.field(":method", "GET /x")));
      int stream = 1;
      for (byte[] request : requests) {
        frames.send(Frames.HEADERS, Frames.END_STREAM | Frames.END_HEADERS, stream, request);
        Frames.Frame reset = frames.next(Frames.RST_STREAM);
        assertThat(reset.stream()).isEqualTo(stream);
        assertThat(reset.number(0)).isEqualTo(Frames.PROTOCOL_ERROR);
        stream += 2;
      }
      frames.send(Frames.HEADERS, Frames.END_STREAM | Frames.END_HEADERS, stream, Frames.GET);
      assertThat(frames.next(Frames.HEADERS).stream()).isEqualTo(stream);
    }
  }

  @Test
  void unreadBodiesHoldNobodyUp() throws Exception {
    Handler hasty = exchange -> exchange.respond(200, Headers.empty(), "no".getBytes(UTF_8));
    try (var server = TestServer.plain(hasty);
        var frames = new Frames(server.server.port())) {
      for (int stream = 1; stream < 200; stream += 2) {
        frames.send(Frames.HEADERS, Frames.END_HEADERS, stream, Frames.POST);
        frames.send(Frames.DATA, 0, stream, new byte[10_000]);
      }
      frames.send(Frames.HEADERS, Frames.END_STREAM | Frames.END_HEADERS, 201, Frames.GET);
      Frames.Frame answer = frames.next(Frames.HEADERS);
      while (answer.stream() != 201) {
        answer = frames.next(Frames.HEADERS);
      }
      stillServes(server);
    }
  }
}
