package io.kubejar.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How connections of HTTP/1.1 end while their clients go on to ask.
@Timeout(60)
class Http1FarewellTest {
  private static final Handler OK = exchange -> exchange.respond(200, Headers.empty());
  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final Duration LONGER_THAN_THE_IDLE_HAVE =
      Http1ServerConnection.LAST_REQUEST.plusMillis(300);

  private static Thread shutdown(TestServer server) {
    return Thread.ofVirtual().start(() -> server.server.shutdown(Duration.ofSeconds(20)));
  }

  private static Socket connect(TestServer server) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.server.port());
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private static String head(InputStream in) throws IOException {
    var text = new StringBuilder();
    while (!text.toString().endsWith("\r\n\r\n")) {
      int b = in.read();
      assertThat(b).as("end after: " + text).isNotNegative();
      text.append((char) b);
    }
    return text.toString();
  }

  @Test
  void whoHasJustConnectedIsServed() throws Exception {
    for (int i = 0; i < 50; i++) {
      try (var server = TestServer.plain(OK);
          var socket = connect(server)) {
        send(socket, GET);
        var closing = shutdown(server);
        assertThat(head(socket.getInputStream())).startsWith("HTTP/1.1 200");
        socket.close();
        closing.join();
      }
    }
  }

  @Test
  void aRequestThatHasBegunIsAnsweredWithTheWordThatItIsTheLast() throws Exception {
    try (var server = TestServer.plain(OK);
        var socket = connect(server)) {
      send(socket, GET);
      assertThat(head(socket.getInputStream()))
          .startsWith("HTTP/1.1 200")
          .doesNotContain("connection: close");
      send(socket, GET.substring(0, 7));
      var closing = shutdown(server);
      socket.setSoTimeout((int) LONGER_THAN_THE_IDLE_HAVE.toMillis());
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> socket.getInputStream().read());
      socket.setSoTimeout(10_000);
      send(socket, GET.substring(7));
      assertThat(head(socket.getInputStream()))
          .startsWith("HTTP/1.1 200")
          .contains("connection: close");
      assertThat(socket.getInputStream().read()).isNegative();
      closing.join();
    }
  }

  @Test
  void aConnectionWithoutARequestEnds() throws Exception {
    try (var server = TestServer.plain(OK);
        var socket = connect(server)) {
      send(socket, GET);
      assertThat(head(socket.getInputStream())).startsWith("HTTP/1.1 200");
      var closing = shutdown(server);
      assertThat(socket.getInputStream().read()).isNegative();
      closing.join();
    }
  }
}
