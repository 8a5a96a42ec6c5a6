package io.kubejar.server.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.apps.v1.DeploymentKind;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpClient;
import io.kubejar.server.ApiServer;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.User;
import io.kubejar.server.testing.Anything;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.protobuf.ProtobufDocument;
import io.kubejar.wire.yaml.Yaml;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Sends broken, huge, nested and random input to a server: it refuses each in its own words, never
/// with a failure of its own, and goes on answering.
///
/// The input follows from a seed. `-Dkubejar.fuzz.requests=N` sends more of it,
/// `-Dkubejar.fuzz.seed=N` other input.
class HostileInputTest {
  private static final int REQUESTS = Integer.getInteger("kubejar.fuzz.requests", 800);
  private static final long SEED = Long.getLong("kubejar.fuzz.seed", 20_260_101);
  private static final User ADMIN = User.of("admin", "system:authenticated");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final List<Target> TARGETS =
      List.of(
          new Target(
              ConfigMapKind.CONFIG_MAP,
              "/api/v1/namespaces/default/configmaps",
              """
              {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","labels":{"k":"v"}},
               "data":{"x":"1","y":"2"},"binaryData":{"b":"AAEC"}}
              """),
          new Target(
              PodKind.POD,
              "/api/v1/namespaces/default/pods",
              """
              {"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","finalizers":["a.b/c"]},"spec":{
               "containers":[{"name":"c","image":"i","env":[{"name":"A","value":"b"}],
               "ports":[{"containerPort":80,"name":"http"}],"resources":{"limits":{"cpu":"1"}}}],
               "volumes":[{"name":"v","projected":{"sources":[{"secret":{"name":"s"}}]}}],
               "tolerations":[{"key":"k","operator":"Exists"}]}}
              """),
          new Target(
              DeploymentKind.DEPLOYMENT,
              "/apis/apps/v1/namespaces/default/deployments",
              """
              {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"},"spec":{
               "replicas":1,"strategy":{"rollingUpdate":{"maxSurge":"25%"}},
               "selector":{"matchLabels":{"a":"b"},
               "matchExpressions":[{"key":"z","operator":"DoesNotExist"}]},
               "template":{"metadata":{"labels":{"a":"b"}},
               "spec":{"containers":[{"name":"c","image":"i"}]}}}}
              """),
          new Target(
              ServiceKind.SERVICE,
              "/api/v1/namespaces/default/services",
              """
              {"apiVersion":"v1","kind":"Service","metadata":{"name":"a"},"spec":{
               "ports":[{"port":80,"targetPort":"http"}],"selector":{"a":"b"}}}
              """));

  private static final List<String> PATCHES =
      List.of(
          "application/json-patch+json",
          "application/merge-patch+json",
          "application/strategic-merge-patch+json",
          "application/apply-patch+yaml");
  private static final List<String> PATCH_SEEDS =
      List.of(
          "[{\"op\":\"add\",\"path\":\"/metadata/labels\",\"value\":{\"a\":\"b\"}}]",
          "[{\"op\":\"move\",\"from\":\"/spec\",\"path\":\"/spec/x\"},{\"op\":\"test\",\"path\":\"\"}]",
          "{\"metadata\":{\"labels\":{\"a\":null}},\"spec\":{\"replicas\":null}}",
          "{\"spec\":{\"containers\":[{\"$patch\":\"delete\",\"name\":\"c\"}],\"$retainKeys\":[\"x\"]}}",
          "{\"spec\":{\"$setElementOrder/containers\":[{\"name\":\"c\"}],\"$deleteFromPrimitiveList/x\":[1]}}",
          "{\"$patch\":\"replace\"}",
          "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: &d {x: *d}\n");
  private static final List<String> SCRAPS =
      List.of(
          "null",
          "{}",
          "[]",
          "-1",
          "1e400",
          "99999999999999999999",
          "\"\\ud800\"",
          "true",
          "\"\"",
          "{\"$patch\":1}",
          "[[[[[[[[",
          "0.1",
          "\"\u0000\"",
          "{\"a\":{\"a\":{\"a\":1}}}",
          "\\",
          "&a *a");
  private static final String SELECTOR_LETTERS = "a=!,() \tinotexs<>/.-_\\'\"%{}\u00e9\n0";

  private record Target(Kind<?> kind, String path, String json) {}

  /// Allows everything.
  private static Store store = MemoryStore.open();

  private static ApiServer server = ApiServer.builder(store).assemble();
  private static HttpClient client = HttpClient.builder().build();

  private final SplittableRandom random = new SplittableRandom(SEED);

  @BeforeAll
  static void start() throws Exception {
    server =
        ApiServer.builder(store)
            .guards(_ -> new ApiServer.Guards(List.of(new Anything()), List.of()))
            .assemble();
    server.listen(
        List.of(new InetSocketAddress("127.0.0.1", 0)),
        _ -> new Authenticator.Outcome.Authenticated(ADMIN),
        null,
        List.of());
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
    store.close();
  }

  @Test
  void randomInputIsRefusedInTheApisOwnWords() throws Exception {
    for (int i = 0; i < REQUESTS; i++) {
      Target target = TARGETS.get(random.nextInt(TARGETS.size()));
      switch (random.nextInt(8)) {
        case 0, 1 -> check("POST", target.path() + writeQuery(), bodyType(), body(target));
        case 2 -> check("PUT", target.path() + "/a" + writeQuery(), bodyType(), body(target));
        case 3, 4 -> {
          seed(target);
          String type = PATCHES.get(random.nextInt(PATCHES.size()));
          String patch = PATCH_SEEDS.get(random.nextInt(PATCH_SEEDS.size()));
          String path = target.path() + "/a?fieldManager=m&force=" + random.nextBoolean();
          check("PATCH", path, type, mutated(patch.getBytes(UTF_8)));
        }
        case 5 -> check("GET", target.path() + listQuery(), "", new byte[0]);
        case 6 -> check("DELETE", target.path() + "/a", bodyType(), deleteOptions());
        default -> check("GET", hostilePath(target), "", new byte[0]);
      }
    }
    assertThat(send("GET", "/api/v1/namespaces/default/configmaps", "", new byte[0]).status())
        .isEqualTo(200);
  }

  @Test
  void deepAndHugeBodiesAreRefused() throws Exception {
    Target target = TARGETS.getFirst();
    for (String opening : List.of("[", "{\"a\":", "{\"metadata\":{\"labels\":")) {
      byte[] deep = opening.repeat(100_000).getBytes(UTF_8);
      check("POST", target.path(), "application/json", deep);
      check("POST", target.path(), "application/yaml", deep);
      check("PATCH", target.path() + "/a", "application/merge-patch+json", deep);
    }
    String anchors =
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
            + "b: &b [*a,*a,*a,*a,*a,*a,*a,*a]\n"
            + "c: &c [*b,*b,*b,*b,*b,*b,*b]\n"
            + "d: &d [*c,*c,*c,*c,*c,*c,*c]\n"
            + "e: &e [*d,*d,*d,*d,*d,*d]\n"
            + "f: [*e,*e,*e,*e,*e,*e,*e]\n";
    check("POST", target.path(), "application/yaml", anchors.getBytes(UTF_8));
    byte[] huge = new byte[Bodies.LIMIT + 1];
    Arrays.fill(huge, (byte) 'x');
    assertThat(send("POST", target.path(), "application/json", huge).status()).isEqualTo(413);
  }

  private void seed(Target target) throws IOException {
    send("POST", target.path(), "application/json", target.json().getBytes(UTF_8));
  }

  private String bodyType() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> "application/json";
      case 2 -> "application/yaml";
      case 3, 4 -> ProtobufDocument.MEDIA_TYPE;
      default -> "text/" + random.nextInt(10);
    };
  }

  private byte[] body(Target target) {
    JsonValue.Obj tree = (JsonValue.Obj) JsonValue.parse(target.json());
    byte[] valid =
        switch (random.nextInt(3)) {
          case 0 -> tree.toJson();
          case 1 -> Yaml.print(tree).getBytes(UTF_8);
          default -> ProtobufDocument.of(tree, target.kind().codec().schema());
        };
    return mutated(valid);
  }

  private byte[] deleteOptions() {
    return mutated(
        "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"gracePeriodSeconds\":0,\"preconditions\":{\"uid\":\"x\"}}"
            .getBytes(UTF_8));
  }

  /// A few changes at random places: bytes flipped, cut, doubled, or replaced by scraps.
  private byte[] mutated(byte[] bytes) {
    byte[] current = bytes;
    for (int n = random.nextInt(4); n > 0; n--) {
      int at = random.nextInt(current.length + 1);
      int to = Math.min(current.length, at + random.nextInt(1, 40));
      byte[] middle =
          switch (random.nextInt(6)) {
            case 0 -> new byte[0];
            case 1 -> twice(Arrays.copyOfRange(current, at, to));
            case 2 -> flipped(Arrays.copyOfRange(current, at, to));
            case 3 -> randomBytes(random.nextInt(1, 12));
            case 4 -> SCRAPS.get(random.nextInt(SCRAPS.size())).getBytes(UTF_8);
            default -> "[{".repeat(random.nextInt(600)).getBytes(UTF_8);
          };
      current =
          random.nextInt(12) == 0
              ? Arrays.copyOf(current, at)
              : join(
                  Arrays.copyOf(current, at),
                  middle,
                  Arrays.copyOfRange(current, to, current.length));
    }
    return current;
  }

  private byte[] flipped(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (random.nextInt(4) == 0) {
        bytes[i] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return bytes;
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static byte[] twice(byte[] bytes) {
    return join(bytes, bytes);
  }

  private static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] joined = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  private String text(String letters, int most) {
    var text = new StringBuilder();
    for (int n = random.nextInt(most); n > 0; n--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private String writeQuery() {
    return switch (random.nextInt(5)) {
      case 0 -> "?fieldValidation=" + (random.nextBoolean() ? "Strict" : "Nope");
      case 1 -> "?dryRun=" + (random.nextBoolean() ? "All" : "x");
      case 2 -> "?fieldManager=" + encoded(text("ab\u0001\u00e9/", 200));
      case 3 -> "?pretty=" + encoded(text("01tf\n", 3));
      default -> "";
    };
  }

  private String listQuery() {
    return switch (random.nextInt(6)) {
      case 0 -> "?labelSelector=" + encoded(text(SELECTOR_LETTERS, 40));
      case 1 -> "?fieldSelector=" + encoded("metadata.name" + text(SELECTOR_LETTERS, 20));
      case 2 -> "?limit=" + encoded(text("-0129x", 24)) + "&resourceVersion=" + random.nextInt(2);
      case 3 ->
          "?limit=1&continue="
              + encoded(Base64.getUrlEncoder().encodeToString(mutated(token().getBytes(UTF_8))));
      case 4 ->
          "?resourceVersionMatch=" + encoded(text("ExactNotOlder", 12)) + "&resourceVersion=1";
      default -> "?watch=1&timeoutSeconds=" + encoded(text("-x", 3)) + "&resourceVersion=x";
    };
  }

  private static String token() {
    return "{\"v\":\"meta.k8s.io/v1\",\"rv\":1,\"start\":\"a\\u0000\"}";
  }

  private String hostilePath(Target target) {
    String name = text("a.%/-_\u0000\u00e9\\ ~;?#", 30);
    return switch (random.nextInt(3)) {
      case 0 -> target.path() + "/" + encoded(name);
      case 1 -> "/apis/" + encoded(name) + "/v1/" + encoded(name);
      default -> "/api/v1/namespaces/" + encoded(name) + "/pods/" + encoded(name) + "/status";
    };
  }

  private record Answer(int status, String text) {}

  private static Answer send(String method, String path, String type, byte[] body)
      throws IOException {
    var uri = URI.create("http://127.0.0.1:" + server.port() + path);
    Headers headers =
        type.isEmpty()
            ? Headers.of("accept", "application/json")
            : Headers.of("content-type", type);
    var request =
        new ClientRequest(
            method, uri, headers, method.equals("GET") ? null : body, PATIENCE, PATIENCE);
    try (var response = client.send(request)) {
      return new Answer(response.status(), new String(response.body().readAllBytes(), UTF_8));
    }
  }

  private void check(String method, String path, String type, byte[] body) throws IOException {
    Answer answer;
    try {
      answer = send(method, path, type, body);
    } catch (IOException e) {
      throw new AssertionError(describe(method, path, type, body) + " was not answered", e);
    }
    assertThat(answer.text())
        .as("%s", describe(method, path, type, body))
        .doesNotContain("Internal error occurred")
        .doesNotContain("io.kubejar.")
        .doesNotContain("Exception");
    assertThat(answer.status())
        .as("%s: %s", describe(method, path, type, body), answer.text())
        // 500 is upstream's answer to ill-formed directives of patches and to a revision on create.
        .matches(
            status -> status < 500 || (status == 500 && isTheApisOwn(answer.text())), "status");
  }

  private static boolean isTheApisOwn(String text) {
    return text.contains("\"kind\":\"Status\"") && !text.contains("\"reason\":\"InternalError\"");
  }

  private static String describe(String method, String path, String type, byte[] body) {
    byte[] start = Arrays.copyOf(body, Math.min(body.length, 2000));
    return "seed %d: %s %s %s base64 of the body: %s"
        .formatted(SEED, method, path, type, Base64.getEncoder().encodeToString(start));
  }
}
