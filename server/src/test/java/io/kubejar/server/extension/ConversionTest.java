package io.kubejar.server.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.http.ClientRequest;
import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpClient;
import io.kubejar.http.HttpServer;
import io.kubejar.http.ServerTls;
import io.kubejar.server.ApiServer;
import io.kubejar.server.pki.CertificateTemplate;
import io.kubejar.server.pki.ClusterPki;
import io.kubejar.server.pki.PkiOptions;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.User;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Versions of a custom kind between which a webhook converts.
class ConversionTest {
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private static final String THINGS = "/apis/example.com/%s/namespaces/default/things";

  private final Store store = MemoryStore.open();
  private final ClusterPki pki =
      ClusterPki.inMemory(
          PkiOptions.of("cluster.local", "10.96.0.1", List.of()), Clock.systemUTC());
  private final HttpClient client = HttpClient.builder().build();
  private final ApiServer server = started();

  /// How many objects each call of the webhook asked for.
  private final List<Integer> calls = new CopyOnWriteArrayList<>();

  /// What becomes of an object that is converted, and then of the whole answer.
  private volatile BinaryOperator<Obj> conversion = ConversionTest::renamed;

  private volatile Obj result = Obj.EMPTY.with("status", JsonValue.of("Success"));

  /// The version of the last review, and whether answers leave out whose they are.
  private volatile String review = "";

  private volatile boolean sloppy;
  private final HttpServer webhook;

  ConversionTest() throws IOException {
    this.webhook = webhook();
  }

  private HttpServer webhook() throws IOException {
    return HttpServer.builder(this::convert)
        .bind(new InetSocketAddress("127.0.0.1", 0))
        .tls(
            ServerTls.of(
                pki.authority()
                    .issue(
                        CertificateTemplate.server(
                            "hook", List.of("localhost"), List.of("127.0.0.1")),
                        Duration.ofDays(1))
                    .identity()))
        .start();
  }

  private ApiServer started() {
    Authorizer everything =
        new Authorizer() {
          @Override
          public String name() {
            return "Everything";
          }

          @Override
          public Decision authorize(Attributes attributes) {
            return new Decision.Allowed("");
          }
        };
    return ApiServer.builder(store)
        .guards(_ -> new ApiServer.Guards(List.of(everything), List.of()))
        .assemble();
  }

  /// `v1` calls `a` what `v2` calls `b`.
  private static Obj renamed(Obj object, Obj request) {
    String to = request.text("desiredAPIVersion");
    String from = to.endsWith("v2") ? "a" : "b";
    JsonValue value = object.get(from);
    Obj other = object.without(from).with("apiVersion", JsonValue.of(to));
    return value == null ? other : other.with(to.endsWith("v2") ? "b" : "a", value);
  }

  @BeforeEach
  void start() throws IOException, InterruptedException {
    server.listen(
        List.of(new InetSocketAddress("127.0.0.1", 0)),
        _ -> new Authenticator.Outcome.Authenticated(User.of("admin")),
        null,
        List.of());
    define();
  }

  @AfterEach
  void stop() {
    client.close();
    webhook.close();
    server.close();
    store.close();
  }

  private void convert(Exchange exchange) throws IOException {
    Obj review = (Obj) JsonValue.parse(exchange.readBody(1 << 24));
    Obj request = review.object("request");
    List<JsonValue> converted = new ArrayList<>();
    for (JsonValue each : request.items("objects")) {
      converted.add(conversion.apply((Obj) each, request));
    }
    calls.add(converted.size());
    this.review = review.text("apiVersion");
    Obj answer =
        (sloppy ? Obj.EMPTY : review.without("request"))
            .with(
                "response",
                Obj.EMPTY
                    .with("uid", JsonValue.of(sloppy ? "" : request.text("uid")))
                    .with("result", result)
                    .with("convertedObjects", new Array(converted)));
    exchange.respond(200, Headers.of("content-type", "application/json"), answer.toJson());
  }

  private void define() throws IOException, InterruptedException {
    String authority =
        Base64.getEncoder().encodeToString(pki.authorityPem().getBytes(StandardCharsets.US_ASCII));
    String definition =
        """
        {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
         "metadata": {"name": "things.example.com"},
         "spec": {"group": "example.com", "scope": "Namespaced",
           "names": {"plural": "things", "kind": "Thing"},
           "conversion": {"strategy": "Webhook", "webhook": {
             "conversionReviewVersions": ["v1"],
             "clientConfig": {"url": "https://localhost:%d/convert", "caBundle": "%s"}}},
           "versions": [
             {"name": "v1", "served": true, "storage": true, "schema": {"openAPIV3Schema":
               {"type": "object", "properties": {"a": {"type": "string"}}}}},
             {"name": "v2", "served": true, "storage": false, "schema": {"openAPIV3Schema":
               {"type": "object", "properties": {"b": {"type": "string"}}}}}]}}\
        """
            .formatted(webhook.port(), authority);
    assertThat(send("POST", DEFINITIONS, definition).text("kind"))
        .isEqualTo("CustomResourceDefinition");
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!send("GET", THINGS.formatted("v1"), "").text("kind").equals("ThingList")) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(10);
    }
  }

  private Obj send(String method, String path, String body) throws IOException {
    var request = ClientRequest.of(method, URI.create("http://127.0.0.1:" + server.port() + path));
    if (!body.isEmpty()) {
      request =
          request.withBody(
              method.equals("PATCH") ? "application/merge-patch+json" : "application/json",
              body.getBytes(StandardCharsets.UTF_8));
    }
    try (var response = client.send(request)) {
      String text = new String(response.readBody(1 << 24), StandardCharsets.UTF_8);
      return text.startsWith("{") ? (Obj) JsonValue.parse(text) : Obj.EMPTY;
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void until(Condition condition) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(10);
    }
  }

  private void create(String name, String value) throws IOException {
    assertThat(
            send(
                    "POST",
                    THINGS.formatted("v1"),
                    """
                    {"apiVersion": "example.com/v1", "kind": "Thing",
                     "metadata": {"name": "%s"}, "a": "%s"}\
                    """
                        .formatted(name, value))
                .text("kind"))
        .isEqualTo("Thing");
  }

  @Test
  void eachVersionHasItsForm() throws Exception {
    create("x", "1");

    Obj second = send("GET", THINGS.formatted("v2") + "/x", "");
    Obj changed = send("PATCH", THINGS.formatted("v2") + "/x", "{\"b\": \"2\"}");
    Obj first = send("GET", THINGS.formatted("v1") + "/x", "");

    assertThat(second.text("b")).isEqualTo("1");
    assertThat(changed.text("b")).isEqualTo("2");
    assertThat(first.text("a")).isEqualTo("2");
    assertThat(first.object("metadata").text("uid"))
        .isEqualTo(second.object("metadata").text("uid"));
  }

  @Test
  void aListIsConvertedInOneCall() throws Exception {
    create("x", "1");
    create("y", "2");
    create("z", "3");
    calls.clear();

    Obj list = send("GET", THINGS.formatted("v2"), "");

    assertThat(calls).containsExactly(3);
    assertThat(list.items("items"))
        .extracting(item -> ((Obj) item).text("b"))
        .containsExactly("1", "2", "3");
  }

  @Test
  void manyAreConvertedInSeveralCalls() throws Exception {
    String padding = "x".repeat(300_000);
    for (int i = 0; i < 12; i++) {
      create("x" + i, i + padding);
    }
    calls.clear();

    assertThat(send("GET", THINGS.formatted("v2"), "").items("items"))
        .hasSize(12)
        .allSatisfy(each -> assertThat(((Obj) each).text("b")).endsWith(padding));
    assertThat(calls).containsExactly(6, 6);
  }

  @Test
  void theFirstKnownReviewOfTheDeclaredIsSent() throws Exception {
    create("x", "1");
    send(
        "PATCH",
        DEFINITIONS + "/things.example.com",
        """
        {"spec": {"conversion": {"webhook": {
          "conversionReviewVersions": ["v9", "v1beta1", "v1"]}}}}\
        """);
    sloppy = true;

    until(() -> send("GET", THINGS.formatted("v2") + "/x", "").text("b").equals("1"));
    assertThat(review).isEqualTo("apiextensions.k8s.io/v1beta1");
  }

  @Test
  void watchersSeeTheVersionTheyAskedFor() throws Exception {
    create("x", "1");
    var request =
        ClientRequest.get(
            URI.create(
                "http://127.0.0.1:%d%s?watch=true&timeoutSeconds=2"
                    .formatted(server.port(), THINGS.formatted("v2"))));
    try (var response = client.send(request)) {
      create("y", "2");
      String events = new String(response.readBody(1 << 24), StandardCharsets.UTF_8);
      assertThat(events.lines())
          .hasSize(2)
          .allMatch(line -> line.contains("example.com/v2"))
          .anyMatch(line -> line.contains("\"b\":\"2\""));
    }
  }

  @Test
  void ofTheMetadataOnlyLabelsAndAnnotationsChange() throws Exception {
    create("x", "1");
    conversion =
        (object, request) ->
            renamed(object, request)
                .with(
                    "metadata",
                    object
                        .object("metadata")
                        .with("generation", JsonValue.of(99))
                        .with("labels", Obj.EMPTY.with("seen", JsonValue.of("yes"))));

    Obj second = send("GET", THINGS.formatted("v2") + "/x", "");

    assertThat(second.object("metadata").get("generation")).isEqualTo(JsonValue.of(1));
    assertThat(second.object("metadata").object("labels").text("seen")).isEqualTo("yes");
  }

  @Test
  void whatTheWebhookDoesWrongIsTold() throws Exception {
    create("x", "1");
    conversion = (object, _) -> object;
    assertThat(send("GET", THINGS.formatted("v2"), "").text("message"))
        .isEqualTo(
            "conversion webhook for example.com/v1, Kind=ThingList returned invalid converted"
                + " object at index 0: invalid groupVersion (expected example.com/v2, received"
                + " example.com/v1)");
    conversion =
        (object, request) ->
            renamed(object, request)
                .with("metadata", object.object("metadata").with("name", JsonValue.of("other")));
    assertThat(send("GET", THINGS.formatted("v2"), "").text("message"))
        .endsWith("at index 0: must have the same name: x != other");
    conversion = ConversionTest::renamed;
    result = Obj.EMPTY.with("status", JsonValue.of("Failure")).with("message", JsonValue.of("no"));
    assertThat(send("GET", THINGS.formatted("v2"), "").text("message"))
        .isEqualTo("conversion webhook for example.com/v1, Kind=ThingList failed: no");
    result = Obj.EMPTY.with("status", JsonValue.of("Success"));
    webhook.close();
    assertThat(send("GET", THINGS.formatted("v2"), "").text("message"))
        .startsWith(
            "conversion webhook for example.com/v1, Kind=ThingList failed: Post"
                + " \"https://localhost:");
    assertThat(send("GET", THINGS.formatted("v1") + "/x", "").text("a")).isEqualTo("1");
  }

  @Test
  void anObjectThatCannotBeConvertedIsInTheWayOfListsOnly() throws Exception {
    create("bad", "1");
    create("good", "2");
    conversion =
        (object, request) ->
            object.object("metadata").text("name").equals("bad")
                ? Obj.EMPTY
                : renamed(object, request);

    assertThat(send("GET", THINGS.formatted("v2"), "").get("code")).isEqualTo(JsonValue.of(500));
    assertThat(send("GET", THINGS.formatted("v2") + "/bad", "").get("code"))
        .isEqualTo(JsonValue.of(500));
    assertThat(send("GET", THINGS.formatted("v2") + "/good", "").text("b")).isEqualTo("2");
    assertThat(send("PATCH", THINGS.formatted("v2") + "/good", "{\"b\": \"3\"}").text("b"))
        .isEqualTo("3");
    assertThat(send("GET", THINGS.formatted("v1") + "/good", "").text("a")).isEqualTo("3");
  }

  @Test
  void aDefinitionGoesWithoutItsWebhook() throws Exception {
    create("x", "1");
    webhook.close();

    send("DELETE", DEFINITIONS + "/things.example.com", "");

    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (send("GET", DEFINITIONS + "/things.example.com", "")
        .text("kind")
        .equals("CustomResourceDefinition")) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(10);
    }
  }
}
