package io.kubejar.server.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.server.ApiServer;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.User;
import io.kubejar.server.testing.Anything;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests written byte by byte that no client sends, each with the status of its answer. What
/// random input found is kept here.
@Timeout(60)
class RawInputTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static Store store = MemoryStore.open();
  private static ApiServer server = ApiServer.builder(store).assemble();

  /// Allows everything.
  @BeforeAll
  static void start() throws Exception {
    server =
        ApiServer.builder(store)
            .guards(_ -> new ApiServer.Guards(List.of(new Anything()), List.of()))
            .assemble();
    var admin = new Authenticator.Outcome.Authenticated(User.of("admin", "system:authenticated"));
    server.listen(List.of(new InetSocketAddress("127.0.0.1", 0)), _ -> admin, null, List.of());
  }

  @AfterAll
  static void stop() {
    server.close();
    store.close();
  }

  private static Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  /// All that comes back until the server closes the connection.
  private static String answer(String request) throws IOException {
    try (var socket = connect()) {
      try {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      } catch (SocketException _) {
        // The server has answered and gone already.
      }
      var text = new StringBuilder();
      try {
        for (int b = socket.getInputStream().read(); b >= 0; ) {
          text.append((char) b);
          b = socket.getInputStream().read();
        }
      } catch (SocketException _) {
        // Reset after the answer.
      }
      return text.toString();
    }
  }

  private static String request(String method, String target, String fields, String body) {
    return "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n%s"
        .formatted(method, target, body.length(), fields, body);
  }

  private static void check(String request, int status) throws IOException {
    String answer = answer(request);
    String shown = request.substring(0, Math.min(300, request.length())) + "\n-> " + answer;
    assertThat(answer)
        .as(shown)
        .startsWith("HTTP/1.1 " + status + " ")
        .doesNotContain("io.kubejar")
        .doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /a%zz                                | 400",
        "GET    | MAPS/a%zz                            | 400",
        "GET    | MAPS/%2e%2e                          | 400",
        "GET    | MAPS/a%2fb                           | 404",
        "GET    | MAPS/a%00b                           | 404",
        "GET    | MAPS?a=%zz&;=&&&==                   | 200",
        "GET    | MAPS?limit=99999999999999999999      | 400",
        "GET    | MAPS?limit=x                         | 400",
        "GET    | MAPS?limit=-5                        | 200",
        "GET    | MAPS?resourceVersion=-1              | 400",
        "GET    | MAPS?resourceVersion=99999999999999999999999 | 400",
        "GET    | MAPS?timeout=never                   | 400",
        "GET    | MAPS?timeout=-1s                     | 200",
        "GET    | MAPS?labelSelector=%00               | 400",
        "GET    | MAPS?labelSelector=a%20in%20(b       | 400",
        "GET    | MAPS?fieldSelector=a%3D%3D%3Db       | 400",
        "GET    | MAPS?pretty=%00                      | 200",
        "GET    | /api/v1/../../etc/passwd             | 404",
        "GET    | /openapi/v3/%2e%2e/%2e%2e/x          | 404",
        "GET    | //api//v1                            | 404",
        "GET    | http://other.example/apis/x           | 404",
        "TRACE  | MAPS                                 | 405",
        "get    | MAPS                                 | 405",
        "POST   | MAPS?dryRun=Some                     | 422",
      })
  void oddTargets(String method, String target, int status) throws IOException {
    check(request(method, target.replace("MAPS", MAPS), "", ""), status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "application/json | {\"kind\":\"ConfigMap\",\"metadata\":{\"name\": | 400",
        "application/json | [] | 400",
        "application/json | null | 422",
        "application/json | {\"metadata\":{\"name\":\"a\"}}{\"metadata\":{}} | 400",
        "application/json | {\"metadata\":{\"name\":\"\u00ff\u00fe\"}} | 422",
        "application/json | \u00ff\u00fe{\u0000}\u0000 | 400",
        "application/json | {\"metadata\":{\"name\":\"n\"},\"data\":1e999} | 400",
        "application/vnd.kubernetes.protobuf | k8s\u0000\u00ff | 400",
        "application/vnd.kubernetes.protobuf | {} | 400",
        "application/yaml | ? ? ? ? | 400",
        "application/yaml | !!python/object:os.system {a: b} | 422",
        "application/cbor | \u00a0 | 415",
        "text/xml | <a/> | 415",
      })
  void oddBodies(String type, String body, int status) throws IOException {
    check(request("POST", MAPS, "Content-Type: " + type + "\r\n", body), status);
  }

  @Test
  void numbersBeyondAllMeasureArePartOfNoPatch() throws IOException {
    check(request("POST", MAPS, "", "{\"metadata\":{\"name\":\"numbers\"}}"), 201);
    String huge = "{\"data\":{\"a\":" + "9".repeat(500_000) + "}}";
    for (String type : List.of("strategic-merge-patch+json", "merge-patch+json")) {
      String answer =
          answer(
              request(
                  "PATCH", MAPS + "/numbers", "Content-Type: application/" + type + "\r\n", huge));
      assertThat(answer).as(type).matches("(?s)HTTP/1.1 (400|422) .*");
    }
  }

  @Test
  void warningsAreBounded() throws IOException {
    String answer =
        answer(
            request(
                "POST",
                MAPS,
                "Content-Type: application/yaml\r\n",
                "metadata: {name: warned}\n" + "x: y\n".repeat(50_000)));
    assertThat(answer).startsWith("HTTP/1.1 201 ");
    assertThat(answer.split("warning: ", -1)).hasSizeLessThan(200);
  }

  @Test
  void aHandshakeOfNoVersionIsAnswered() throws IOException {
    String handshake =
        "GET %s?watch=1 HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            .formatted(MAPS);
    try (var socket = connect()) {
      socket
          .getOutputStream()
          .write((handshake + "Sec-WebSocket-Version: 99\r\n\r\n").getBytes(ISO_8859_1));
      assertThat(new String(socket.getInputStream().readNBytes(12), ISO_8859_1))
          .isEqualTo("HTTP/1.1 400");
    }
  }

  @Test
  void bodiesThatAreTooLargeAreRefusedAndTheConnectionCloses() throws IOException {
    String answer = answer(request("POST", MAPS, "", "x".repeat(Bodies.LIMIT + 1)));
    assertThat(answer)
        .startsWith("HTTP/1.1 413 ")
        .containsIgnoringCase("connection: close")
        .contains("Request entity too large: limit is " + Bodies.LIMIT);
  }

  @Test
  void thoseWhoNeverFinishHoldNobodyUp() throws IOException {
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        Socket socket = connect();
        open.add(socket);
        String begun =
            switch (i % 4) {
              case 0 -> "";
              case 1 -> "GET " + MAPS + " HTTP/1.1\r\nHost: x\r\nX-Slow: ";
              case 2 -> "POST " + MAPS + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{";
              default ->
                  "POST "
                      + MAPS
                      + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{";
            };
        socket.getOutputStream().write(begun.getBytes(ISO_8859_1));
      }
      for (int i = 0; i < 20; i++) {
        check(request("GET", MAPS, "", ""), 200);
      }
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
    check(request("GET", MAPS, "", ""), 200);
  }
}
