package io.kubejar.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.client.Client;
import io.kubejar.http.ClientTls;
import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Several servers of one cluster, some of which do not answer.
class ServersTest {
  private static final URI A = URI.create("https://a:6443");
  private static final URI B = URI.create("https://b:6443");
  private static final URI C = URI.create("https://c:6443");
  private static final ConfigMap MAP =
      ConfigMap.builder().metadata(it -> it.name("a").namespace("n")).build();

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> running = new ArrayList<>();

  private interface Answer {
    void to(Exchange exchange) throws Exception;
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : running) {
      each.close();
    }
  }

  private URI server(String name, Answer answer) throws IOException {
    HttpServer server =
        HttpServer.builder(
                exchange -> {
                  asked.add(name + " " + exchange.method());
                  exchange.readBody(1 << 20);
                  answer.to(exchange);
                })
            .start();
    running.add(server);
    return URI.create("http://127.0.0.1:" + server.port());
  }

  private URI good(String name) throws IOException {
    return server(
        name,
        exchange ->
            exchange.respond(
                200,
                Headers.contentType("application/json"),
                "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"a\"}}"
                    .getBytes(StandardCharsets.UTF_8)));
  }

  /// A port at which nobody listens.
  private static URI nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }

  private Client client(URI... known) {
    var servers = new Servers(List.of(known));
    var transport =
        new HttpTransport(new Endpoint(known[0], ClientTls.insecure(), null), servers, "test");
    running.add(transport);
    return new Client(transport);
  }

  @Test
  void theNextOneIsTakenWhenOneFails() {
    var servers = new Servers(List.of(A, B));
    servers.failed(A);
    assertThat(servers.current()).isEqualTo(B);
    servers.failed(A); // told of late
    assertThat(servers.current()).isEqualTo(B);
    servers.failed(B);
    assertThat(servers.current()).isEqualTo(A);
  }

  @Test
  void theCurrentOneStaysWhileItIsKnown() {
    var servers = new Servers(List.of(A, B));
    servers.failed(A);
    servers.know(List.of(C, B));
    assertThat(servers.current()).isEqualTo(B);
    servers.know(List.of(C));
    assertThat(servers.current()).isEqualTo(C);
    servers.know(List.of());
    assertThat(servers.all()).containsExactly(C);
  }

  @Test
  void whatReachedNobodyGoesToTheNext() throws IOException {
    Client client = client(nobody(), good("b"));
    client.resources(ConfigMapKind.CONFIG_MAP, "n").create(MAP);
    client.resources(ConfigMapKind.CONFIG_MAP, "n").get("a");
    assertThat(asked).containsExactly("b POST", "b GET");
  }

  @Test
  void whatAServerRefusesAtItsEndGoesToTheNext() throws IOException {
    URI leaving =
        server("a", exchange -> exchange.respond(503, Headers.of("retry-after", "1"), new byte[0]));
    Client client = client(leaving, good("b"));
    client.resources(ConfigMapKind.CONFIG_MAP, "n").create(MAP);
    client.resources(ConfigMapKind.CONFIG_MAP, "n").create(MAP);
    assertThat(asked).containsExactly("a POST", "b POST", "b POST");
  }

  @Test
  void aReadWhoseAnswerIsCutOffIsRepeatedAWriteIsNot() throws IOException {
    URI broken = server("a", Exchange::abort);
    Client reader = client(broken, good("b"));
    reader.resources(ConfigMapKind.CONFIG_MAP, "n").get("a");
    assertThat(asked).containsExactly("a GET", "b GET");
    asked.clear();
    var maps = client(broken, good("b")).resources(ConfigMapKind.CONFIG_MAP, "n");
    ApiException lost = catchThrowableOfType(ApiException.class, () -> maps.create(MAP));
    assertThat(lost.status().code()).isEqualTo(503);
    maps.create(MAP);
    assertThat(asked).containsExactly("a POST", "b POST");
  }

  @Test
  void whenNobodyAnswersEachIsAskedOnce() throws IOException {
    var maps = client(nobody(), nobody()).resources(ConfigMapKind.CONFIG_MAP, "n");
    assertThat(catchThrowableOfType(ApiException.class, () -> maps.get("a")).status().code())
        .isEqualTo(503);
  }
}
