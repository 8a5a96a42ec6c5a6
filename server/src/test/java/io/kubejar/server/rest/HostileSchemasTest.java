package io.kubejar.server.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.http.ClientRequest;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpClient;
import io.kubejar.server.ApiServer;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.User;
import io.kubejar.server.testing.Anything;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Defines kinds with schemas and rules put together at random, and sends objects put together at
/// random to one of them: each is taken or refused in the API's own words.
///
/// The input follows from a seed. `-Dkubejar.fuzz.requests=N` sends more of it,
/// `-Dkubejar.fuzz.seed=N` other input.
@Timeout(300)
class HostileSchemasTest {
  private static final int REQUESTS = Integer.getInteger("kubejar.fuzz.requests", 800) / 2;
  private static final long SEED = Long.getLong("kubejar.fuzz.seed", 20_260_101);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  private static final List<String> WORDS =
      List.of(
          "self",
          "oldSelf",
          "self.a",
          "self.b",
          "self.m",
          "self.l",
          "size(self.l)",
          "1",
          "-1",
          "9223372036854775807",
          "1.5",
          "0u",
          "''",
          "'a'",
          "b'\\\\xff'",
          "true",
          "null",
          "[]",
          "[1, 2]",
          "{}",
          "{'a': 1}",
          "x",
          "has(self.a)",
          "has(x)",
          "self.l.all(x, x > 0)",
          "self.m.exists(k, k == 'a')",
          "self.l.map(x, self.l.map(y, self.l.map(z, x + y + z)))",
          "self.a.matches('(a+)+$')",
          "'a'.matches(self.a)",
          "duration(self.a)",
          "timestamp('x')",
          "quantity(self.a)",
          "url(self.a)",
          "ip('1.2.3.4')",
          "cidr('::/0')",
          "format.dns1123Label().validate(self.a)",
          "optional.none()",
          "self.?a.orValue('')",
          "type(self)",
          "dyn(self)",
          "string(self.b)",
          "int(self.a)",
          "self[0]",
          "self['a']",
          "'%s'.format([self])",
          "self.a.replace('', 'x')",
          "self.a.split('')");
  private static final List<String> OPERATORS =
      List.of(
          " + ", " - ", " * ", " / ", " % ", " == ", " != ", " < ", " >= ", " && ", " || ", " in ",
          " ? ", " : ", ".", ", ", " ");

  private static final List<String> SCHEMA_MEMBERS =
      List.of(
          "'type':'object'",
          "'type':'string'",
          "'type':'integer'",
          "'type':'number'",
          "'type':'array'",
          "'type':'boolean'",
          "'type':'null'",
          "'type':''",
          "'nullable':true",
          "'x-kubernetes-int-or-string':true",
          "'x-kubernetes-preserve-unknown-fields':true",
          "'x-kubernetes-embedded-resource':true",
          "'x-kubernetes-list-type':'map'",
          "'x-kubernetes-list-type':'set'",
          "'x-kubernetes-list-map-keys':['a','a']",
          "'x-kubernetes-map-type':'atomic'",
          "'format':'int32'",
          "'format':'date-time'",
          "'format':'\u00e9'",
          "'pattern':'(a+)+$'",
          "'pattern':'['",
          "'pattern':'(?=a)'",
          "'minimum':1e308",
          "'maximum':-1",
          "'exclusiveMinimum':true",
          "'multipleOf':0",
          "'maxLength':-1",
          "'minLength':9223372036854775807",
          "'maxItems':0",
          "'uniqueItems':true",
          "'enum':[1,'a',null,{}]",
          "'enum':[]",
          "'default':{'a':[{}]}",
          "'default':null",
          "'required':['a','a','']",
          "'additionalProperties':true",
          "'additionalProperties':{'type':'string'}",
          "'$ref':'#/x'",
          "'not':{}",
          "'definitions':{'a':{}}",
          "'example':{'$ref':'x'}",
          "'title':'\\\\u0000'");

  private static Store store = MemoryStore.open();
  private static ApiServer server = ApiServer.builder(store).assemble();
  private static HttpClient client = HttpClient.builder().build();

  private final SplittableRandom random = new SplittableRandom(SEED);

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
    client.close();
    server.close();
    store.close();
  }

  private static String definition(String plural, String schema) {
    return """
    {'apiVersion':'apiextensions.k8s.io/v1','kind':'CustomResourceDefinition',
     'metadata':{'name':'%s.hostile.example.com'},
     'spec':{'group':'hostile.example.com','scope':'Cluster',
      'names':{'plural':'%s','kind':'%s'},
      'versions':[{'name':'v1','served':true,'storage':true,'subresources':{'status':{}},
       'schema':{'openAPIV3Schema':%s}}]}}
    """
        .formatted(plural, plural, Character.toUpperCase(plural.charAt(0)) + "x", schema);
  }

  private String one(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private String rule() {
    var rule = new StringBuilder(one(WORDS));
    for (int n = random.nextInt(5); n > 0; n--) {
      rule.append(one(OPERATORS)).append(one(WORDS));
    }
    if (random.nextInt(8) == 0) {
      rule.insert(0, "(".repeat(random.nextInt(300)));
    }
    if (random.nextInt(8) == 0) {
      rule.setLength(random.nextInt(rule.length() + 1));
    }
    return rule.toString().replace("'", "\\u0027");
  }

  private String schema(int depth) {
    var members = new StringBuilder("{");
    if (random.nextInt(5) > 0) {
      members.append("'type':'object',");
    }
    for (int n = random.nextInt(3); n > 0; n--) {
      members.append(one(SCHEMA_MEMBERS)).append(',');
    }
    if (random.nextInt(2) == 0) {
      members
          .append("'x-kubernetes-validations':[{'rule':'")
          .append(rule())
          .append("','message':'no','fieldPath':'")
          .append(random.nextBoolean() ? ".a" : "..[")
          .append("'}],");
    }
    if (depth < 4 && random.nextInt(4) > 0) {
      members.append("'properties':{'a':").append(schema(depth + 1));
      members.append(",'l':{'type':'array','items':").append(schema(depth + 1)).append("}},");
    }
    if (depth < 3 && random.nextInt(6) == 0) {
      members.append("'").append(random.nextBoolean() ? "anyOf" : "allOf").append("':[");
      members.append(schema(depth + 1)).append("],");
    }
    return members.append("'description':'x'}").toString();
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 4 ? 8 : 12)) {
      case 0 -> "null";
      case 1 -> "'" + "a".repeat(random.nextInt(60)) + "'";
      case 2 -> Long.toString(random.nextLong());
      case 3 -> random.nextBoolean() ? "1e308" : "-0.0";
      case 4 -> "'2026-01-01T00:00:00Z'";
      case 5 -> "true";
      case 6 -> "'\\ud800'";
      case 7 -> "'10Mi'";
      case 8, 9 -> {
        var items = new StringBuilder("[");
        for (int n = random.nextInt(5); n > 0; n--) {
          items.append(value(depth + 1)).append(n == 1 ? "" : ",");
        }
        yield items.append(']').toString().replace(",]", "]");
      }
      default ->
          "{'a':%s,'b':%s,'l':[%s],'m':{'%s':%s}}"
              .formatted(
                  value(depth + 1),
                  value(depth + 1),
                  value(depth + 1),
                  one(List.of("a", "", "/")),
                  value(depth + 1));
    };
  }

  @Test
  void randomSchemasAreTakenOrRefused() throws IOException {
    for (int i = 0; i < REQUESTS; i++) {
      check("POST", DEFINITIONS + "?dryRun=All", definition("guesses", schema(0)));
    }
  }

  @Test
  void randomObjectsAreTakenOrRefused() throws IOException {
    String schema =
        """
        {'type':'object','properties':{'spec':{'type':'object','x-kubernetes-validations':[
          {'rule':'!has(self.a) || self.a.size() < 50'},
          {'rule':'!has(self.l) || self.l.all(x, x < 1000)'},
          {'rule':'!has(oldSelf.b) || has(self.b)'}],
         'properties':{
          'a':{'type':'string','maxLength':64,'pattern':'^[a-z0-9]*$','default':'x'},
          'b':{'x-kubernetes-int-or-string':true},
          'l':{'type':'array','maxItems':10,'items':{'type':'integer','format':'int32'}},
          'm':{'type':'object','maxProperties':5,'additionalProperties':{'type':'object',
            'nullable':true,'x-kubernetes-preserve-unknown-fields':true}}}},
         'status':{'type':'object','x-kubernetes-preserve-unknown-fields':true}}}
        """;
    String kind = "things";
    assertThat(send("POST", DEFINITIONS, definition(kind, schema)).status()).isEqualTo(201);
    String path = "/apis/hostile.example.com/v1/" + kind;
    String head = "'apiVersion':'hostile.example.com/v1','kind':'Tx','metadata':{'name':'t'}";
    Answer made = send("POST", path, "{" + head + ",'spec':{}}");
    for (int i = 0; made.status() == 404 && i < 1000; i++) {
      made = send("POST", path, "{" + head + ",'spec':{}}");
    }
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    for (int i = 0; i < REQUESTS; i++) {
      String spec = value(0);
      switch (random.nextInt(4)) {
        case 0 -> check("POST", path + "?dryRun=All", "{" + head + ",'spec':" + spec + "}");
        case 1 -> check("PATCH", path + "/t", "{'spec':" + spec + "}");
        case 2 -> check("PATCH", path + "/t/status", "{'status':" + spec + "}");
        default ->
            check(
                "PATCH",
                path + "/t?fieldManager=f&force=true",
                "{" + head + ",'spec':" + spec + "}");
      }
    }
    assertThat(send("GET", path + "/t", "").status()).isEqualTo(200);
  }

  private record Answer(int status, String text) {}

  private static Answer send(String method, String path, String body) throws IOException {
    String type =
        !method.equals("PATCH")
            ? "application/json"
            : path.contains("fieldManager")
                ? "application/apply-patch+yaml"
                : "application/merge-patch+json";
    var request =
        new ClientRequest(
            method,
            URI.create("http://127.0.0.1:" + server.port() + path),
            Headers.of("content-type", type),
            method.equals("GET") ? null : body.replace('\'', '"').getBytes(UTF_8),
            PATIENCE,
            PATIENCE);
    try (var response = client.send(request)) {
      return new Answer(response.status(), new String(response.body().readAllBytes(), UTF_8));
    }
  }

  private static void check(String method, String path, String body) throws IOException {
    Answer answer = send(method, path, body);
    assertThat(answer.text())
        .as("seed %d: %s %s %s", SEED, method, path, body)
        .doesNotContain("Internal error occurred")
        .doesNotContain("io.kubejar.")
        .doesNotContain("internal server error")
        .doesNotContain("Exception");
    assertThat(answer.status())
        .as("seed %d: %s %s %s: %s", SEED, method, path, body, answer.text())
        // 500 without a reason is upstream's answer to an apply that does not fit the schema.
        .matches(
            status ->
                status < 500
                    || (status == 500
                        && answer.text().contains("\"kind\":\"Status\"")
                        && !answer.text().contains("\"reason\":")),
            "status");
  }
}
