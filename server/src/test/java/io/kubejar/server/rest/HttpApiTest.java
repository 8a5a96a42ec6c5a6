package io.kubejar.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.meta.v1.ListOptions;
import io.kubejar.http.ServerTls;
import io.kubejar.server.ApiServer;
import io.kubejar.server.direct.DirectWatch;
import io.kubejar.server.discovery.Discovery;
import io.kubejar.server.openapi.OpenApi;
import io.kubejar.server.pki.ClusterPki;
import io.kubejar.server.pki.PkiOptions;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.User;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests over TLS, by HTTP/2, as clients send them.
class HttpApiTest {
  private static final User ADMIN = User.of("admin", "system:authenticated");
  private static final User GUEST = User.of("guest", "system:authenticated");
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";

  private static Store store = MemoryStore.open();
  private static ApiServer server = ApiServer.builder(store).assemble();
  private static HttpClient client = HttpClient.newHttpClient();

  private static final User UNKNOWN = User.of("unknown", "system:authenticated");

  /// Lets the admin do everything and others nothing; of one user it cannot be found out.
  private static final class AdminOnly implements Authorizer {
    @Override
    public String name() {
      return "AdminOnly";
    }

    @Override
    public Decision authorize(Attributes attributes) {
      if (attributes.user().equals(UNKNOWN)) {
        return new Decision.Failed("Post \"https://hook\": no route", "", false);
      }
      return attributes.user().equals(ADMIN)
          ? new Decision.Allowed("")
          : new Decision.NoOpinion("");
    }
  }

  private static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.get("/ping", context -> context.respondText(200, "pong")));
    routes.addAll(Discovery.routes(server.registries().served()::all, "127.0.0.1"));
    routes.addAll(OpenApi.routes(server.registries().served()::all, "v1.36.0"));
    return routes;
  }

  @BeforeAll
  static void start() throws Exception {
    var pki =
        ClusterPki.inMemory(
            PkiOptions.of("cluster.local", "10.96.0.1", List.of()), Clock.systemUTC());
    server =
        ApiServer.builder(store)
            .guards(_ -> new ApiServer.Guards(List.of(new AdminOnly()), List.of()))
            .assemble();
    server.listen(
        java.util.List.of(new InetSocketAddress("127.0.0.1", 0)),
        HttpApiTest::authenticate,
        ServerTls.of(pki.serving().identity(), List.of()),
        routes());
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", pki.authority().certificate());
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    var tls = SSLContext.getInstance("TLS");
    tls.init(null, factory.getTrustManagers(), null);
    client = HttpClient.newBuilder().sslContext(tls).build();
  }

  private static Authenticator.Outcome authenticate(Authenticator.Credentials credentials) {
    return switch (credentials.bearerToken()) {
      case "admin" -> new Authenticator.Outcome.Authenticated(ADMIN);
      case "guest" -> new Authenticator.Outcome.Authenticated(GUEST);
      case "unknown" -> new Authenticator.Outcome.Authenticated(UNKNOWN);
      case null -> new Authenticator.Outcome.Authenticated(User.ANONYMOUS);
      default -> new Authenticator.Outcome.Rejected("unknown token");
    };
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
    store.close();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + path))
        .header("authorization", "Bearer admin");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        request(path)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static Obj json(HttpResponse<String> response) {
    return (Obj) JsonValue.parse(response.body());
  }

  private static void create(String name) throws Exception {
    var body =
        """
        {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"%s"},"data":{"a":"1"}}\
        """
            .formatted(name);
    assertThat(post(MAPS, body).statusCode()).isEqualTo(201);
  }

  @Test
  void createsReadsChangesAndDeletes() throws Exception {
    create("life");
    var read = get(MAPS + "/life");
    assertThat(read.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(read.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(json(read).object("data").text("a")).isEqualTo("1");
    var patched =
        send(
            request(MAPS + "/life")
                .header("content-type", "application/merge-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"data\":{\"a\":\"2\"}}")));
    assertThat(json(patched).object("data").text("a")).isEqualTo("2");
    var stale =
        send(
            request(MAPS + "/life")
                .header("content-type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(read.body())));
    assertThat(stale.statusCode()).isEqualTo(409);
    var deleted = send(request(MAPS + "/life").DELETE());
    assertThat(json(deleted).text("status")).isEqualTo("Success");
    var gone = get(MAPS + "/life");
    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(json(gone).text("message")).isEqualTo("configmaps \"life\" not found");
  }

  @Test
  void listsAsObjectsTablesAndMetadata() throws Exception {
    create("shape");
    String one = MAPS + "?fieldSelector=metadata.name%3Dshape";
    var plain = json(get(one));
    assertThat(plain.text("kind")).isEqualTo("ConfigMapList");
    assertThat(((Obj) plain.items("items").getFirst()).has("kind")).isFalse();
    var table =
        json(send(request(one).header("accept", "application/json;as=Table;v=v1;g=meta.k8s.io")));
    assertThat(table.text("kind")).isEqualTo("Table");
    assertThat(table.items("rows")).hasSize(1);
    var metadata =
        json(
            send(
                request(one)
                    .header(
                        "accept",
                        "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io")));
    var item = (Obj) metadata.items("items").getFirst();
    assertThat(item.text("kind")).isEqualTo("PartialObjectMetadata");
    assertThat(item.has("data")).isFalse();
    var yaml = send(request(one).header("accept", "application/yaml"));
    assertThat(yaml.body()).startsWith("apiVersion: v1\n");
  }

  @Test
  void tablesMustNameWhatGoesWithTheirRows() throws Exception {
    create("include");
    String table = "application/json;as=Table;v=v1;g=meta.k8s.io";
    String why =
        "Unable to convert to Table as requested: includeObject: Invalid value: \"Bogus\": must be"
            + " 'Metadata', 'Object', 'None', or empty";
    for (String query :
        List.of(
            "/include?includeObject=Bogus",
            "?includeObject=Bogus",
            "?watch=1&includeObject=Bogus")) {
      var refused = accepting(MAPS + query, table);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(json(refused).text("message")).isEqualTo(why);
    }
    assertThat(accepting(MAPS + "/none?includeObject=Bogus", table).statusCode()).isEqualTo(404);
    assertThat(get(MAPS + "/include?includeObject=Bogus").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"uid=zz, 409", "resourceVersion=1, 409", "uid=&resourceVersion=, 200"})
  void deletesHaveTheirPreconditionsInTheQueryToo(String query, int status) throws Exception {
    String name = "precondition-" + status + query.length();
    create(name);
    var answer = send(request(MAPS + "/" + name + "?dryRun=All&" + query).DELETE());
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void watchPathsAreForReading() throws Exception {
    var answer =
        send(
            request(MAPS.replace("/api/v1/", "/api/v1/watch/"))
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(answer.statusCode()).isEqualTo(405);
  }

  private static HttpResponse<String> accepting(String path, String accept) throws Exception {
    return send(request(path).header("accept", accept));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a | text/html | 406: Not Acceptable[]Available representations: application/json,"
            + " application/yaml, application/vnd.kubernetes.protobuf",
        "/a | application/* | 406: Not Acceptable[]Available representations: application/json,"
            + " application/yaml, application/vnd.kubernetes.protobuf",
        "'' | text/html | 406: Not Acceptable[]Available representations: application/json,"
            + " application/yaml, application/vnd.kubernetes.protobuf,"
            + " application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch",
        "/a | application/json;as=Table | only the following media types are accepted:"
            + " application/json, application/yaml, application/vnd.kubernetes.protobuf",
        "/a | application/json;g=meta.k8s.io | only the following media types are accepted:"
            + " application/json, application/yaml, application/vnd.kubernetes.protobuf",
        "?watch=true | application/yaml | only the following media types are accepted:"
            + " application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch",
        "'' | application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io | you requested"
            + " PartialObjectMetadata, but the requested object is a list (*core.ConfigMapList)",
        "/kept | application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io | you requested"
            + " PartialObjectMetadataList, but the requested object is not a list"
            + " (*core.ConfigMap)",
      })
  void saysWhichFormsThereAre(String path, String accept, String message) throws Exception {
    if (get(MAPS + "/kept").statusCode() == 404) {
      create("kept");
    }
    var refused = accepting(MAPS + path, accept);
    assertThat(refused.statusCode()).isEqualTo(406);
    assertThat(refused.body())
        .contains("NotAcceptable", message.substring(message.indexOf(']') + 1));
  }

  @Test
  void aStreamIsAcceptedForObjectsToo() throws Exception {
    create("streamed");
    assertThat(accepting(MAPS + "/streamed", "application/json;stream=watch").statusCode())
        .isEqualTo(200);
    assertThat(accepting(MAPS + "/streamed", "application/json;stream=other").statusCode())
        .isEqualTo(406);
  }

  @Test
  void discoveryComesInTheFormAskedFor() throws Exception {
    assertThat(accepting("/api", "application/yaml").body()).startsWith("kind: APIVersions\n");
    assertThat(accepting("/apis/apps/v1", "application/vnd.kubernetes.protobuf").body())
        .startsWith("k8s\0");
    assertThat(accepting("/api", "text/html").body()).contains("Available representations");
    assertThat(accepting("/apis/apps", "text/html").body()).contains("only the following");
    assertThat(accepting("/openapi/v2", "text/html").statusCode()).isEqualTo(406);
  }

  @ParameterizedTest
  @CsvSource({
    "/api, 405",
    "/apis, 200",
    "/apis/apps, 200",
    "/apis/apps/v1, 405",
    "/openapi/v3, 200"
  })
  void somePathsAnswerAnyMethod(String path, int status) throws Exception {
    assertThat(post(path, "{}").statusCode()).isEqualTo(status);
  }

  @Test
  void watchStreamsEvents() throws Exception {
    create("w-before");
    var response =
        client.send(
            request(MAPS + "?watch=true&timeoutSeconds=20").build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      var seen = "";
      while (!seen.contains("w-before")) {
        seen = Objects.requireNonNull(lines.readLine());
        assertThat(seen).startsWith("{\"type\":\"ADDED\",\"object\":{\"kind\":\"ConfigMap\"");
      }
      create("w-after");
      while (!seen.contains("w-after")) {
        seen = Objects.requireNonNull(lines.readLine());
      }
      assertThat(seen).startsWith("{\"type\":\"ADDED\"");
    }
  }

  @Test
  void callersWithinTheProcessShareObjects() throws Exception {
    var direct = server.direct().as(ADMIN, "test");
    var kind = ConfigMapKind.CONFIG_MAP;
    try (var watch = direct.watch(kind, "direct", ListOptions.builder().build())) {
      var given = ConfigMap.builder().metadata(m -> m.name("d")).data(Map.of("a", "b")).build();
      var created = direct.create(kind, "direct", given, false);
      // A read may be ahead of the cache, and decode anew; a list waits for it.
      assertThat(direct.get(kind, "direct", "d")).isEqualTo(created);
      var listed = direct.list(kind, "direct", ListOptions.builder().build()).items().getFirst();
      var event = Objects.requireNonNull(watch.next());
      assertThat(event.type()).isEqualTo(DirectWatch.Type.ADDED);
      assertThat(event.object()).isSameAs(listed);
    }
    assertThat(json(get("/api/v1/namespaces/direct/configmaps/d")).object("data").text("a"))
        .isEqualTo("b");
  }

  @Test
  void whatCannotBeFoundOutIsAnErrorOfTheServer() throws Exception {
    var answer =
        send(request(MAPS + "?limit=1&watch=0").setHeader("authorization", "Bearer unknown"));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .isEqualTo(
            "Internal Server Error: \""
                + MAPS
                + "?limit=1&amp;watch=0\": Post \"https://hook\": no route\n");
  }

  @Test
  void refusesWhatIsNotAllowed() throws Exception {
    var guest = send(request(MAPS).setHeader("authorization", "Bearer guest"));
    assertThat(guest.statusCode()).isEqualTo(403);
    assertThat(json(guest).text("message"))
        .isEqualTo(
            "configmaps is forbidden: User \"guest\" cannot list resource \"configmaps\" in API"
                + " group \"\" in the namespace \"default\"");
    var stranger = send(request(MAPS).setHeader("authorization", "Bearer nobody"));
    assertThat(stranger.statusCode()).isEqualTo(401);
    assertThat(get("/ping").body()).isEqualTo("pong");
    assertThat(get("/nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void warnsOfUnknownFields() throws Exception {
    var body = "{\"metadata\":{\"name\":\"odd\"},\"nope\":1}";
    var response = post(MAPS, body);
    assertThat(response.headers().allValues("warning"))
        .containsExactly("299 - \"unknown field \\\"nope\\\"\"");
    var strict = post(MAPS + "?fieldValidation=Strict", body);
    assertThat(strict.statusCode()).isEqualTo(400);
  }

  @Test
  void readsProtobuf() throws Exception {
    // The envelope, then a config map with a name and one item of data.
    byte[] body =
        concat(
            "k8s\0".getBytes(StandardCharsets.UTF_8),
            field(1, concat(field(1, text("v1")), field(2, text("ConfigMap")))),
            field(
                2,
                concat(
                    field(1, field(1, text("proto"))),
                    field(2, concat(field(1, text("a")), field(2, text("b")))))));
    var response =
        send(
            request(MAPS)
                .header("content-type", "application/vnd.kubernetes.protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(json(get(MAPS + "/proto")).object("data").text("a")).isEqualTo("b");
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] field(int tag, byte[] value) {
    return concat(new byte[] {(byte) (tag << 3 | 2), (byte) value.length}, value);
  }

  private static byte[] concat(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
