package io.kubejar.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.ApiServer;
import io.kubejar.server.rest.Route;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.User;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import io.kubejar.wire.json.JsonValue;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the audit log tells of requests to a server.
class AuditLogTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final User ADA = User.of("ada", "system:authenticated");

  private final LinkedBlockingQueue<AuditEvent> told = new LinkedBlockingQueue<>();
  private final Store store = MemoryStore.open();
  private final HttpClient client = HttpClient.newHttpClient();
  private ApiServer server = ApiServer.builder(store).assemble();

  /// Keeps what it gets.
  private final class Memory implements AuditBackend {
    @Override
    public boolean process(List<AuditEvent> events) {
      return told.addAll(events);
    }

    @Override
    public void close() {}
  }

  /// Lets everybody read and only Ada write.
  private static final class AdaWrites implements Authorizer {
    @Override
    public String name() {
      return "AdaWrites";
    }

    @Override
    public Decision authorize(Attributes attributes) {
      return attributes.user().name().equals("ada") || !attributes.verb().equals("create")
          ? new Decision.Allowed("she may")
          : new Decision.NoOpinion("only she may");
    }
  }

  /// Says something of each object.
  private static final class Remarks implements AdmissionPlugin {
    @Override
    public String name() {
      return "Remarks";
    }

    @Override
    public <T extends ApiObject> void validate(Admission<T> change) {
      change.warnings().annotate("remarks.example.com/seen", change.operation().toString());
    }
  }

  private void start(String rules) throws Exception {
    String policy = "apiVersion: audit.k8s.io/v1\nkind: Policy\n" + rules;
    var auditor =
        new Auditor(
            AuditPolicy.parse(policy.getBytes(StandardCharsets.UTF_8)),
            List.of(new Memory()),
            new AuditCounts(),
            Clock.fixed(Instant.parse("2026-01-31T12:00:00.5Z"), ZoneOffset.UTC));
    server =
        ApiServer.builder(store)
            .guards(_ -> new ApiServer.Guards(List.of(new AdaWrites()), List.of(new Remarks())))
            .auditor(auditor)
            .assemble();
    server.listen(
        List.of(new InetSocketAddress("127.0.0.1", 0)),
        credentials ->
            switch (credentials.bearerToken()) {
              case "ada" -> new Authenticator.Outcome.Authenticated(ADA);
              case null -> new Authenticator.Outcome.Authenticated(User.ANONYMOUS);
              default -> new Authenticator.Outcome.Rejected("unknown token");
            },
        null,
        List.of(
            Route.get("/ping", context -> context.respondText(200, "pong")),
            Route.get(
                "/broken",
                _ -> {
                  throw new IllegalStateException("broken");
                })));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    store.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .version(HttpClient.Version.HTTP_1_1)
        .header("authorization", "Bearer ada")
        .header("user-agent", "test");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> create(String name) throws Exception {
    String body =
        """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s"},"data":{"a":"b"}}\
        """
            .formatted(name);
    return send(
        request(MAPS)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /// The next event; the log is written after the answer.
  private AuditEvent next() throws InterruptedException {
    AuditEvent event = told.poll(30, TimeUnit.SECONDS);
    assertThat(event).as("the next event").isNotNull();
    return event;
  }

  private static JsonValue.Obj json(AuditEvent event) {
    return (JsonValue.Obj) JsonValue.parse(event.toJson());
  }

  @Test
  void anEventLooksAsUpstreams() throws Exception {
    start("omitStages: [RequestReceived]\nrules: [{level: Metadata}]");
    create("settings");
    next();
    send(request(MAPS + "/settings?pretty=0&x=1").header("audit-id", "mine"));
    assertThat(new String(next().toJson(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"mine",\
            "stage":"ResponseComplete",\
            "requestURI":"/api/v1/namespaces/default/configmaps/settings?pretty=0\\u0026x=1",\
            "verb":"get","user":{"username":"ada","groups":["system:authenticated"]},\
            "sourceIPs":["127.0.0.1"],"userAgent":"test",\
            "objectRef":{"resource":"configmaps","namespace":"default","name":"settings",\
            "apiVersion":"v1"},"responseStatus":{"metadata":{},"code":200},\
            "requestReceivedTimestamp":"2026-01-31T12:00:00.500000Z",\
            "stageTimestamp":"2026-01-31T12:00:00.500000Z",\
            "annotations":{"authorization.k8s.io/decision":"allow",\
            "authorization.k8s.io/reason":"she may"}}\
            """);
  }

  @Test
  void everyAnswerNamesItsAuditIdAndAClientMayChooseIt() throws Exception {
    start("rules: [{level: None}]");
    assertThat(send(request("/ping").header("audit-id", "mine")).headers().firstValue("audit-id"))
        .contains("mine");
    assertThat(send(request("/ping")).headers().firstValue("audit-id").orElseThrow())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(told).isEmpty();
  }

  @Test
  void aRequestIsToldWhenItComesAndWhenItIsAnswered() throws Exception {
    start("rules: [{level: RequestResponse}]");
    create("settings");
    var received = json(next());
    assertThat(received.text("stage")).isEqualTo("RequestReceived");
    assertThat(received.has("responseStatus")).isFalse();
    assertThat(received.has("annotations")).isFalse();
    var complete = json(next());
    assertThat(complete.text("stage")).isEqualTo("ResponseComplete");
    assertThat(complete.text("auditID")).isEqualTo(received.text("auditID"));
    assertThat(complete.object("objectRef").text("name")).isEqualTo("settings");
    assertThat(complete.object("requestObject").object("data").text("a")).isEqualTo("b");
    assertThat(complete.object("responseObject").object("metadata").text("uid")).isNotEmpty();
    assertThat(complete.object("annotations").text("remarks.example.com/seen")).isEqualTo("CREATE");
  }

  @Test
  void bodiesAreToldOnlyWhenTheLevelWantsThem() throws Exception {
    start("omitStages: [RequestReceived]\nrules: [{level: Request}]");
    create("settings");
    var event = json(next());
    assertThat(event.has("requestObject")).isTrue();
    assertThat(event.has("responseObject")).isFalse();
  }

  @Test
  void aRefusalIsToldWithItsStatusAndTheReason() throws Exception {
    start("omitStages: [RequestReceived]\nrules: [{level: Metadata}]");
    var unnamed =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + MAPS))
            .POST(HttpRequest.BodyPublishers.ofString("{}"));
    assertThat(send(unnamed).statusCode()).isEqualTo(403);
    var event = json(next());
    assertThat(event.object("user").text("username")).isEqualTo("system:anonymous");
    var status = event.object("responseStatus");
    assertThat(status.text("reason")).isEqualTo("Forbidden");
    assertThat(status.get("code")).isEqualTo(JsonValue.of(403));
    assertThat(event.object("annotations").text("authorization.k8s.io/decision"))
        .isEqualTo("forbid");
    assertThat(event.object("annotations").text("authorization.k8s.io/reason"))
        .isEqualTo("only she may");
  }

  @Test
  void whoCannotBeBelievedIsToldAsNobody() throws Exception {
    start("rules: [{level: Metadata}]");
    var forged =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/ping"))
            .header("authorization", "Bearer forged");
    assertThat(send(forged).statusCode()).isEqualTo(401);
    var event = json(next());
    assertThat(event.text("stage")).isEqualTo("ResponseStarted");
    assertThat(event.object("user").members()).isEmpty();
    assertThat(event.object("responseStatus").text("message"))
        .isEqualTo("Authentication failed, attempted: bearer");
    assertThat(event.object("responseStatus").get("code")).isEqualTo(JsonValue.of(401));
    assertThat(told).isEmpty();
  }

  @Test
  void aWatchIsToldWhenItBeginsAndWhenItEnds() throws Exception {
    start("omitStages: [RequestReceived]\nrules: [{level: Metadata}]");
    send(request(MAPS + "?watch=1&timeoutSeconds=1"));
    var started = json(next());
    assertThat(started.text("stage")).isEqualTo("ResponseStarted");
    assertThat(started.text("verb")).isEqualTo("watch");
    assertThat(json(next()).text("stage")).isEqualTo("ResponseComplete");
  }

  @Test
  void aFailureOfTheServerIsAPanic() throws Exception {
    start("omitStages: [RequestReceived]\nrules: [{level: Metadata}]");
    assertThat(send(request("/broken")).statusCode()).isEqualTo(500);
    var event = json(next());
    assertThat(event.text("stage")).isEqualTo("Panic");
    assertThat(event.object("responseStatus").text("reason")).isEqualTo("InternalError");
  }

  @Test
  void proxiesOnTheWayAreNamed() throws Exception {
    start("omitStages: [RequestReceived]\nrules: [{level: Metadata}]");
    send(request("/ping").header("x-forwarded-for", "10.1.2.3, nonsense, 10.4.5.6"));
    assertThat(next().request().origin().sourceIps())
        .containsExactly("10.1.2.3", "10.4.5.6", "127.0.0.1");
  }

  @Test
  void callsWithinTheProcessAreToldToo() throws Exception {
    start("omitStages: [RequestReceived]\nrules: [{level: RequestResponse}]");
    var map =
        ConfigMap.builder()
            .metadata(it -> it.name("settings"))
            .data(java.util.Map.of("a", "b"))
            .build();
    server.direct().as(ADA, "test").create(ConfigMapKind.CONFIG_MAP, "default", map, false);
    var event = json(next());
    assertThat(event.text("requestURI")).isEqualTo(MAPS);
    assertThat(event.object("objectRef").text("name")).isEqualTo("settings");
    assertThat(event.object("requestObject").text("kind")).isEqualTo("ConfigMap");
    assertThat(event.object("responseObject").object("metadata").text("uid")).isNotEmpty();
    assertThat(event.object("responseStatus").get("code")).isEqualTo(JsonValue.of(201));
    assertThat(event.object("annotations").text("remarks.example.com/seen")).isEqualTo("CREATE");
  }

  @Test
  void managedFieldsAreLeftOutWhenThePolicySaysSo() throws Exception {
    start(
        """
        omitStages: [RequestReceived]
        omitManagedFields: true
        rules: [{level: Request}]
        """);
    String body =
        """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","managedFields":[]}}\
        """;
    send(
        request(MAPS)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(json(next()).object("requestObject").object("metadata").members())
        .containsOnlyKeys("name");
  }

  @Test
  void theLegacyFormatHasALinePerEvent() throws Exception {
    start("omitStages: [RequestReceived]\nrules: [{level: Metadata}]");
    send(request("/ping").header("audit-id", "mine"));
    assertThat(new String(LegacyLine.of(next()), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            2026-01-31T12:00:00.500Z AUDIT: id="mine" stage="ResponseComplete" ip="127.0.0.1" \
            method="get" user="ada" groups="\\"system:authenticated\\"" as="<self>" \
            asgroups="<lookup>" user-agent="test" namespace="<none>" uri="/ping" response="200\"\
            """);
  }

  @Test
  void aLargeEventGoesWithoutItsBodies() throws Exception {
    start("omitStages: [RequestReceived]\nrules: [{level: RequestResponse}]");
    create("settings");
    AuditEvent large = next();
    var kept = new LinkedBlockingQueue<AuditEvent>();
    var counts = new AuditCounts();
    var small =
        new TruncatingBackend(
            new AuditBackend() {
              @Override
              public boolean process(List<AuditEvent> events) {
                return kept.addAll(events);
              }

              @Override
              public void close() {}
            },
            large.toJson().length - 1,
            100_000,
            counts);
    small.process(List.of(large));
    var event = json(kept.remove());
    assertThat(event.has("requestObject")).isFalse();
    assertThat(event.has("responseObject")).isFalse();
    assertThat(event.object("annotations").text("audit.k8s.io/truncated")).isEqualTo("true");
  }

  @Test
  void aServiceGetsEventsTogetherAndAgainWhenItFailed() throws Exception {
    var bodies = new LinkedBlockingQueue<String>();
    var answers = new LinkedBlockingQueue<>(List.of(503, 200));
    try (var service =
            io.kubejar.http.HttpServer.builder(
                    exchange -> {
                      bodies.add(new String(exchange.readBody(1 << 20), StandardCharsets.UTF_8));
                      exchange.respond(answers.remove(), io.kubejar.http.Headers.empty());
                    })
                .start();
        var http = io.kubejar.http.HttpClient.builder().build()) {
      start("omitStages: [RequestReceived]\nrules: [{level: Metadata}]");
      send(request("/ping"));
      send(request("/ping"));
      var counts = new AuditCounts();
      var webhook =
          new BatchingBackend(
              "webhook",
              new WebhookBackend(
                  http,
                  URI.create("http://127.0.0.1:" + service.port() + "/events"),
                  null,
                  Duration.ofMillis(1),
                  counts),
              new BatchingBackend.Batches(10, 2, Duration.ofMinutes(1), 10, 15),
              counts);
      webhook.process(List.of(next(), next()));
      webhook.close();
      assertThat(bodies).hasSize(2);
      var list = (JsonValue.Obj) JsonValue.parse(bodies.remove());
      assertThat(list.text("kind")).isEqualTo("EventList");
      assertThat(list.items("items")).hasSize(2);
      assertThat(counts.errors("webhook")).isZero();
    }
  }
}
