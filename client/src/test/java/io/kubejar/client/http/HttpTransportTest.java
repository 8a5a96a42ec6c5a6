package io.kubejar.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubejar.api.apps.v1.DeploymentKind;
import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ListOptions;
import io.kubejar.client.Client;
import io.kubejar.client.Patch;
import io.kubejar.client.Watch;
import io.kubejar.client.WatchEvent;
import io.kubejar.http.ClientTls;
import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpServer;
import io.kubejar.http.ResponseStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
  private static final Headers JSON = Headers.empty().with("Content-Type", "application/json");
  private static final String MAP =
      """
      {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","namespace":"n","resourceVersion":"7"},"data":{"k":"v"}}\
      """;

  private interface Answer {
    void to(Exchange exchange) throws Exception;
  }

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> headers = new CopyOnWriteArrayList<>();
  private volatile Answer answer = exchange -> exchange.respond(200, JSON, bytes(MAP));
  private HttpServer server;
  private HttpTransport transport;
  private Client client;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @BeforeEach
  void start() throws IOException {
    server =
        HttpServer.builder(
                exchange -> {
                  String query = exchange.rawQuery();
                  asked.add(
                      exchange.method()
                          + " "
                          + exchange.rawPath()
                          + (query == null
                              ? ""
                              : "?" + query.replaceAll("timeoutSeconds=\\d+", "T")));
                  headers.add(
                      exchange.headers().first("Authorization")
                          + " "
                          + exchange.headers().first("User-Agent")
                          + " "
                          + exchange.headers().first("Content-Type"));
                  bodies.add(new String(exchange.readBody(1 << 20), StandardCharsets.UTF_8));
                  answer.to(exchange);
                })
            .start();
    transport =
        new HttpTransport(
            new Endpoint(
                URI.create("http://127.0.0.1:" + server.port() + "/"),
                ClientTls.insecure(),
                () -> "secret"),
            "tester");
    client = new Client(transport);
  }

  @AfterEach
  void stop() {
    transport.close();
    server.close();
  }

  @Test
  void readsAnObject() {
    ConfigMap map = client.resources(ConfigMapKind.CONFIG_MAP, "n").get("a");
    assertThat(map.data()).containsEntry("k", "v");
    assertThat(asked).containsExactly("GET /api/v1/namespaces/n/configmaps/a");
    assertThat(headers.getFirst()).startsWith("Bearer secret tester");
  }

  @Test
  void writesObjectsWithTheirType() {
    var maps = client.resources(ConfigMapKind.CONFIG_MAP, "n");
    ConfigMap map = ConfigMap.builder().metadata(m -> m.namespace("n").name("a")).build();
    maps.create(map);
    maps.update(map);
    maps.patch("a", Patch.strategic("{\"data\":{}}"));
    maps.delete("a");
    assertThat(asked)
        .containsExactly(
            "POST /api/v1/namespaces/n/configmaps",
            "PUT /api/v1/namespaces/n/configmaps/a",
            "PATCH /api/v1/namespaces/n/configmaps/a",
            "DELETE /api/v1/namespaces/n/configmaps/a");
    assertThat(bodies.getFirst()).startsWith("{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\"");
    assertThat(bodies.get(2)).isEqualTo("{\"data\":{}}");
    assertThat(headers.get(2)).endsWith("application/strategic-merge-patch+json");
  }

  @Test
  void listsWithOptions() {
    answer =
        exchange ->
            exchange.respond(
                200,
                JSON,
                bytes(
                    "{\"kind\":\"ConfigMapList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"9\"},\"items\":["
                        + MAP
                        + "]}"));
    var list =
        client
            .resources(ConfigMapKind.CONFIG_MAP)
            .list(ListOptions.builder().labelSelector("a in (b, c)").limit(5).build());
    assertThat(list.metadata().resourceVersion()).isEqualTo("9");
    assertThat(list.items()).hasSize(1);
    assertThat(asked)
        .containsExactly("GET /api/v1/configmaps?labelSelector=a%20in%20%28b%2C%20c%29&limit=5");
  }

  @Test
  void namesPathsByGroupAndScope() {
    answer = exchange -> exchange.respond(404, JSON, bytes("{}"));
    client.resources(DeploymentKind.DEPLOYMENT, "n").find("d");
    client.resources(NodeKind.NODE).find("a/b");
    assertThat(asked)
        .containsExactly("GET /apis/apps/v1/namespaces/n/deployments/d", "GET /api/v1/nodes/a%2Fb");
  }

  @Test
  void aStatusBecomesAnException() {
    answer =
        exchange ->
            exchange.respond(
                409,
                JSON,
                bytes(
                    "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"is"
                        + " there\",\"reason\":\"AlreadyExists\",\"code\":409}"));
    ApiException failure =
        catchThrowableOfType(
            ApiException.class, () -> client.resources(ConfigMapKind.CONFIG_MAP, "n").get("a"));
    assertThat(failure.isAlreadyExists()).isTrue();
    assertThat(failure).hasMessage("is there");
  }

  @Test
  void anotherErrorIsToldByItsCode() {
    answer = exchange -> exchange.respond(404, Headers.empty(), bytes("<html>gone"));
    ApiException failure =
        catchThrowableOfType(
            ApiException.class, () -> client.resources(ConfigMapKind.CONFIG_MAP, "n").get("a"));
    assertThat(failure.isNotFound()).isTrue();
    assertThat(failure.code()).isEqualTo(404);
    assertThat(failure).hasMessageContaining("<html>gone");
  }

  @Test
  void anAnswerThatIsNoObjectIsAnError() {
    answer = exchange -> exchange.respond(200, JSON, bytes("<html>"));
    assertThatThrownBy(() -> client.resources(ConfigMapKind.CONFIG_MAP, "n").get("a"))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("can't be read");
  }

  @Test
  void aServerThatIsAwayIsUnavailable() {
    server.close();
    ApiException failure =
        catchThrowableOfType(
            ApiException.class, () -> client.resources(ConfigMapKind.CONFIG_MAP, "n").get("a"));
    assertThat(failure.code()).isEqualTo(503);
  }

  @Test
  void watchesReadFramesHoweverTheyArrive() throws InterruptedException {
    String frames =
        "{\"type\":\"ADDED\",\"object\":"
            + MAP
            + "}\n{\"type\":\"MODIFIED\",\"object\":"
            + MAP.replace("\"v\"", "\"ö\"")
            + "}\n\n{\"type\":\"DELETED\",\"object\":"
            + MAP
            + "}\n"
            + "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"12\",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}}}}\n"
            + "{\"type\":\"ADD";
    answer =
        exchange -> {
          try (ResponseStream stream = exchange.stream(200, JSON)) {
            byte[] all = bytes(frames);
            for (int from = 0; from < all.length; from += 37) {
              stream.write(
                  java.util.Arrays.copyOfRange(all, from, Math.min(all.length, from + 37)));
              stream.flush();
            }
          }
        };
    try (Watch<ConfigMap> watch =
        client
            .resources(ConfigMapKind.CONFIG_MAP, "n")
            .watch(ListOptions.builder().resourceVersion("5").allowWatchBookmarks(true).build())) {
      assertThat(watch.next()).isInstanceOf(WatchEvent.Added.class);
      assertThat(watch.next())
          .isInstanceOfSatisfying(
              WatchEvent.Modified.class,
              event -> assertThat(((ConfigMap) event.object()).data()).containsEntry("k", "ö"));
      assertThat(watch.next()).isInstanceOf(WatchEvent.Deleted.class);
      assertThat(watch.next()).isEqualTo(new WatchEvent.Bookmark<ConfigMap>("12", true));
      assertThat(watch.next()).isNull();
    }
    assertThat(asked)
        .containsExactly(
            "GET /api/v1/namespaces/n/configmaps?watch=true&allowWatchBookmarks=true&resourceVersion=5&T");
  }

  @Test
  void anErrorFrameIsThrown() {
    answer =
        exchange -> {
          try (ResponseStream stream = exchange.stream(200, JSON)) {
            stream.write(
                bytes(
                    "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\",\"message\":\"too"
                        + " old\"}}\n"));
          }
        };
    try (Watch<ConfigMap> watch =
        client.resources(ConfigMapKind.CONFIG_MAP).watch(ListOptions.builder().build())) {
      ApiException failure = catchThrowableOfType(ApiException.class, watch::next);
      assertThat(failure.isExpired()).isTrue();
    }
  }

  @Test
  void closingEndsAWaitingWatch() throws InterruptedException {
    answer =
        exchange -> {
          ResponseStream stream = exchange.stream(200, JSON);
          stream.write(bytes("{\"type\":\"ADDED\",\"object\":" + MAP + "}\n"));
        };
    Watch<ConfigMap> watch =
        client.resources(ConfigMapKind.CONFIG_MAP).watch(ListOptions.builder().build());
    assertThat(watch.next()).isNotNull();
    Thread closer = Thread.ofVirtual().start(watch::close);
    assertThat(watch.next()).isNull();
    closer.join();
  }
}
