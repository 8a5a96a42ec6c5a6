package io.kubejar.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Answers made of many pieces.
@Timeout(60)
class AnswerPiecesTest {
  private static final Headers BINARY = Headers.contentType("application/octet-stream");

  /// Small ones, empty ones, and a few larger than what is written at once.
  private static List<byte[]> pieces(long seed) {
    var random = new Random(seed);
    var pieces = new ArrayList<byte[]>();
    for (int i = 0; i < 1_500; i++) {
      int length =
          switch (random.nextInt(20)) {
            case 0 -> 0;
            case 1 -> 60_000 + random.nextInt(80_000);
            default -> random.nextInt(3_000);
          };
      byte[] piece = new byte[length];
      random.nextBytes(piece);
      pieces.add(piece);
    }
    return pieces;
  }

  private static byte[] joined(List<byte[]> pieces) {
    var bytes = new ByteArrayOutputStream();
    pieces.forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void arriveWholeAndInOrder(Version version) throws Exception {
    Handler handler = exchange -> exchange.respond(200, BINARY, pieces(seed(exchange)));
    try (var server = TestServer.secure(handler);
        var peer = TestServer.peer(version, null)) {
      for (long seed = 0; seed < 4; seed++) {
        var answer = peer.send(server.request("/?" + seed).build(), BodyHandlers.ofByteArray());
        assertThat(answer.body()).isEqualTo(joined(pieces(seed)));
      }
    }
  }

  private static long seed(Exchange exchange) {
    return Long.parseLong(String.valueOf(exchange.rawQuery()));
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void emptyPiecesAreNoTrouble(Version version) throws Exception {
    byte[] none = {};
    var cases =
        List.of(
            List.of(none, "a".getBytes(US_ASCII)),
            List.of("a".getBytes(US_ASCII), none, none),
            List.of(none, none),
            List.<byte[]>of(),
            List.of(none, new byte[100_000], none, new byte[100_000], none));
    Handler handler = exchange -> exchange.respond(200, BINARY, cases.get((int) seed(exchange)));
    try (var server = TestServer.secure(handler);
        var peer = TestServer.peer(version, null)) {
      for (int i = 0; i < cases.size(); i++) {
        var answer = peer.send(server.request("/?" + i).build(), BodyHandlers.ofByteArray());
        assertThat(answer.body()).isEqualTo(joined(cases.get(i)));
      }
    }
  }

  @Test
  void aClientThatReadsLateGetsAllAndHoldsNobodyUp() throws Exception {
    List<byte[]> pieces = pieces(9);
    byte[] whole = joined(pieces);
    Handler handler = exchange -> exchange.respond(200, BINARY, pieces);
    try (var server = TestServer.plain(handler);
        var client = TestServer.client();
        var late = new Socket()) {
      late.setReceiveBufferSize(4_096);
      late.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.server.port()));
      late.getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
      for (int i = 0; i < 3; i++) {
        try (var answer = client.send(ClientRequest.get(server.uri("/")))) {
          assertThat(answer.readBody(1 << 30)).isEqualTo(whole);
        }
      }
      byte[] all = late.getInputStream().readAllBytes();
      assertThat(all).hasSizeGreaterThan(whole.length);
      byte[] body = new byte[whole.length];
      System.arraycopy(all, all.length - whole.length, body, 0, whole.length);
      assertThat(body).isEqualTo(whole);
    }
  }
}
