package io.kubejar.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What no well-behaved client would send.
@Timeout(30)
class RawRequestTest {
  private static final Handler ECHO =
      exchange -> {
        byte[] body = exchange.readBody(1 << 20);
        exchange.respond(
            200,
            Headers.contentType("text/plain"),
            (exchange.path() + ":" + new String(body, UTF_8)).getBytes(UTF_8));
      };

  /// All the server answers until it closes the connection.
  private static String exchange(TestServer server, String... parts) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
      socket.setSoTimeout(10_000);
      try {
        for (String part : parts) {
          socket.getOutputStream().write(part.getBytes(ISO_8859_1));
          socket.getOutputStream().flush();
        }
      } catch (SocketException _) {
        // The server has answered and gone already.
      }
      return drain(socket.getInputStream());
    }
  }

  private static String drain(InputStream in) throws IOException {
    var text = new StringBuilder();
    try {
      int b = in.read();
      while (b >= 0) {
        text.append((char) b);
        b = in.read();
      }
    } catch (SocketException _) {
      // Reset after the answer, since the request was not read to its end.
    }
    return text.toString();
  }

  @Test
  void malformedRequestsAreRefused() throws Exception {
    try (var server = TestServer.plain(ECHO)) {
      for (String request :
          List.of(
              "nonsense\r\n\r\n",
              "GET / HTTP/9.9x\r\nHost: x\r\n\r\n",
              "GET / HTTP/1.1\r\n\r\n",
              "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
              "GET / HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n",
              "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
              "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
              "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n")) {
        assertThat(exchange(server, request)).as(request).startsWith("HTTP/1.1 400 ");
      }
    }
  }

  @Test
  void otherCodingsThanChunksAreRefused() throws Exception {
    try (var server = TestServer.plain(ECHO)) {
      for (String coding : List.of("gzip, chunked", "chunked, chunked", "identity, chunked")) {
        assertThat(
                exchange(
                    server,
                    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
                        + coding
                        + "\r\n\r\n0\r\n\r\n"))
            .as(coding)
            .matches("(?s)HTTP/1.1 (400|501) .*");
      }
    }
  }

  @Test
  void malformedEscapesAreRefusedInPathsAndLeftOutOfQueries() throws Exception {
    try (var server = TestServer.plain(ECHO)) {
      for (String path : List.of("/a%zz", "/%", "/%a", "/a%2")) {
        assertThat(exchange(server, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n"))
            .as(path)
            .startsWith("HTTP/1.1 400 ");
      }
    }
    Handler query = exchange -> exchange.respond(200, Headers.empty(), text(exchange.query()));
    try (var server = TestServer.plain(query)) {
      assertThat(
              exchange(
                  server,
                  "GET /?a=%zz&b=%20?%41&c;d=e&%=f&g HTTP/1.1\r\n"
                      + "Host: x\r\n"
                      + "Connection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 200 ")
          .endsWith("{b=[ ?A], g=[]}");
    }
  }

  private static byte[] text(QueryParameters query) {
    return query.toString().getBytes(UTF_8);
  }

  @Test
  void brokenChunksFailTheBodyAndCloseTheConnection() throws Exception {
    try (var server = TestServer.plain(ECHO)) {
      assertThat(
              exchange(
                  server,
                  "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nxx\r\n"))
          .matches("(?s)HTTP/1.1 (400|500) .*");
    }
  }

  @Test
  void longLinesAndHeadersHaveTheirOwnStatus() throws Exception {
    var limits = ServerLimits.defaults().withRequestLine(1000).withHeaderBytes(2000);
    try (var server = TestServer.plain(ECHO, limits)) {
      assertThat(exchange(server, "GET /" + "a".repeat(2000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
          .startsWith("HTTP/1.1 414 ");
      assertThat(
              exchange(server, "GET / HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(3000) + "\r\n\r\n"))
          .startsWith("HTTP/1.1 431 ");
      assertThat(exchange(server, "GET / HTTP/1.1\r\nHost: x\r\n", "A: b\r\n".repeat(1000), "\r\n"))
          .startsWith("HTTP/1.1 431 ");
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws Exception {
    try (var server = TestServer.plain(ECHO)) {
      var requests = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        requests.append("POST /" + i + " HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
      }
      requests.append("GET /end HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      String answers = exchange(server, requests.toString());
      int at = 0;
      for (int i = 0; i < 100; i++) {
        at = answers.indexOf("/" + i + ":abc", at);
        assertThat(at).as("answer " + i).isPositive();
      }
      assertThat(answers.indexOf("/end:", at)).isPositive();
      assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(102);
    }
  }

  @Test
  void continueIsSaidWhenTheBodyIsWanted() throws Exception {
    try (var server = TestServer.plain(ECHO);
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              String.join(
                      "\r\n",
                      "POST / HTTP/1.1",
                      "Host: x",
                      "Content-Length: 2",
                      "Expect: 100-continue",
                      "Connection: close",
                      "",
                      "")
                  .getBytes(ISO_8859_1));
      byte[] interim = socket.getInputStream().readNBytes(25);
      assertThat(new String(interim, ISO_8859_1)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      socket.getOutputStream().write("ok".getBytes(ISO_8859_1));
      assertThat(drain(socket.getInputStream())).startsWith("HTTP/1.1 200").endsWith("/:ok");
    }
  }

  @Test
  void oldClientsGetTheirBodyUntilTheClose() throws Exception {
    Handler handler =
        exchange -> {
          try (var stream = exchange.stream(200, Headers.empty())) {
            stream.write("abc".getBytes(UTF_8));
          }
        };
    try (var server = TestServer.plain(handler)) {
      assertThat(exchange(server, "GET / HTTP/1.0\r\n\r\n"))
          .startsWith("HTTP/1.1 200")
          .contains("connection: close")
          .endsWith("\r\n\r\nabc");
    }
  }

  @Test
  void dawdlersAreCutOff() throws Exception {
    var brief = Duration.ofMillis(150);
    var limits = ServerLimits.defaults().withTimeouts(brief, brief, brief, brief);
    try (var server = TestServer.plain(ECHO, limits)) {
      assertThat(exchange(server)).isEmpty();
      assertThat(exchange(server, "GET / HTTP/1.1\r\nHo")).isEmpty();
      assertThat(exchange(server, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 200");
      assertThat(exchange(server, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc"))
          .startsWith("HTTP/1.1 500");
    }
  }

  @Test
  void chunkedBodiesAreLimitedToo() throws Exception {
    try (var server = TestServer.plain(ECHO, ServerLimits.defaults().withBody(10))) {
      String head = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
      String chunks = "Transfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n6\r\nabcdef\r\n0\r\n\r\n";
      assertThat(exchange(server, head, chunks)).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void tooLargeBodiesCloseTheConnectionAfterTheAnswerHasArrived() throws Exception {
    Handler picky =
        exchange -> {
          try {
            exchange.readBody(1000);
          } catch (BodyTooLargeException e) {
            exchange.respond(413, Headers.empty(), "too large".getBytes(UTF_8));
          }
        };
    String body = "x".repeat(4 << 20);
    try (var server = TestServer.plain(picky)) {
      assertThat(
              exchange(
                  server, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4194304\r\n\r\n", body))
          .startsWith("HTTP/1.1 413 ")
          .containsIgnoringCase("connection: close")
          .endsWith("too large");
      assertThat(
              exchange(
                  server,
                  "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
                  "400000\r\n" + body + "\r\n"))
          .startsWith("HTTP/1.1 413 ")
          .endsWith("too large");
    }
  }

  @Test
  void anUnreadBodyDoesNotSpoilTheConnection() throws Exception {
    Handler handler = exchange -> exchange.respond(200, Headers.empty(), new byte[1]);
    try (var server = TestServer.plain(handler)) {
      String first = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50000\r\n\r\n";
      String second = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      assertThat(exchange(server, first, "x".repeat(50_000), second).split("HTTP/1.1 200", -1))
          .hasSize(3);
    }
  }
}
