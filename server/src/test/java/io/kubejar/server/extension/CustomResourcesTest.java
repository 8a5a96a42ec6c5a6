package io.kubejar.server.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.server.ApiServer;
import io.kubejar.server.discovery.Discovery;
import io.kubejar.server.openapi.OpenApi;
import io.kubejar.server.rest.Route;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.User;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Kinds that clients define, from the definition to the end of their objects.
class CustomResourcesTest {
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private static final String WIDGETS = "/apis/example.com/v1/namespaces/default/widgets";
  private static final String SCHEMA =
      """
      {"type": "object", "properties": {
        "spec": {"type": "object", "required": ["image"], "properties": {
          "image": {"type": "string"},
          "replicas": {"type": "integer", "maximum": 10, "default": 1},
          "tags": {"type": "array", "items": {"type": "string"}, "x-kubernetes-list-type": "set"}}},
        "status": {"type": "object", "properties": {
          "replicas": {"type": "integer"}, "phase": {"type": "string"}}}}}\
      """;

  private final Store store = MemoryStore.open();
  private final HttpClient client = HttpClient.newHttpClient();
  private ApiServer server = started();

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

  @BeforeEach
  void listen() throws IOException {
    var routes = new ArrayList<Route>();
    routes.addAll(Discovery.routes(server.registries().served()::all, "127.0.0.1"));
    routes.addAll(OpenApi.routes(server.registries().served()::all, "v1.36.0"));
    server.listen(
        List.of(new InetSocketAddress("127.0.0.1", 0)),
        _ -> new Authenticator.Outcome.Authenticated(User.of("admin")),
        null,
        routes);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    store.close();
  }

  private Obj send(String method, String path, String contentType, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("content-type", contentType)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return answer.startsWith("{") ? (Obj) JsonValue.parse(answer) : Obj.EMPTY;
  }

  private Obj get(String path) throws IOException, InterruptedException {
    return send("GET", path, "application/json", "");
  }

  private Obj post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, "application/json", body);
  }

  private Obj merge(String path, String body) throws IOException, InterruptedException {
    return send("PATCH", path, "application/merge-patch+json", body);
  }

  private Obj apply(String path, String body) throws IOException, InterruptedException {
    return send("PATCH", path, "application/apply-patch+yaml", body);
  }

  private static String definition(String plural, String kind, String schema) {
    return """
    {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
     "metadata": {"name": "%1$s.example.com"},
     "spec": {"group": "example.com", "scope": "Namespaced",
       "names": {"plural": "%1$s", "kind": "%2$s"},
       "versions": [{"name": "v1", "served": true, "storage": true,
         "schema": {"openAPIV3Schema": %3$s},
         "subresources": {"status": {}, "scale":
           {"specReplicasPath": ".spec.replicas", "statusReplicasPath": ".status.replicas"}},
         "additionalPrinterColumns":
           [{"name": "Image", "type": "string", "jsonPath": ".spec.image"}]}]}}\
    """
        .formatted(plural, kind, schema);
  }

  private static String widget(String name, String spec) {
    return """
    {"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "%s"}, "spec": %s}\
    """
        .formatted(name, spec);
  }

  private void define() throws IOException, InterruptedException {
    assertThat(post(DEFINITIONS, definition("widgets", "Widget", SCHEMA)).text("kind"))
        .isEqualTo("CustomResourceDefinition");
    until(() -> condition("widgets", "Established").equals("True"));
  }

  private String condition(String plural, String type) throws IOException, InterruptedException {
    for (JsonValue each :
        get(DEFINITIONS + "/" + plural + ".example.com").object("status").items("conditions")) {
      if (((Obj) each).text("type").equals(type)) {
        return ((Obj) each).text("status");
      }
    }
    return "";
  }

  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private static void until(Condition condition) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void aDefinitionIsServedAtOnceWithDefaultsAndWithoutWhatItDoesNotDeclare() throws Exception {
    define();

    Obj created = post(WIDGETS, widget("a", "{\"image\": \"x\", \"bogus\": 1}"));

    assertThat(created.object("spec").toJsonText()).isEqualTo("{\"image\":\"x\",\"replicas\":1}");
    assertThat(get(WIDGETS + "/a").object("spec")).isEqualTo(created.object("spec"));
    assertThat(get(WIDGETS).items("items")).hasSize(1);
    assertThat(get("/apis/example.com/v1").toJsonText()).contains("widgets/scale");
    // By the content types of patches kubectl decides which sort it sends.
    assertThat(get("/openapi/v3/apis/example.com/v1").toJsonText())
        .contains("com.example.v1.Widget", "application/merge-patch+json")
        .doesNotContain("application/strategic-merge-patch+json");
  }

  @Test
  void objectsAreAppliedByTheirSchema() throws Exception {
    define();
    String path = WIDGETS + "/a?fieldManager=";

    Obj applied = apply(path + "one", widget("a", "{\"image\": \"x\"}"));
    Obj refused = apply(path + "two", widget("a", "{\"image\": \"y\"}"));
    Obj forced = apply(path + "two&force=true", widget("a", "{\"image\": \"y\"}"));

    assertThat(applied.object("metadata").items("managedFields").toString())
        .contains("f:image")
        .doesNotContain("f:replicas");
    assertThat(refused.text("message"))
        .isEqualTo("Apply failed with 1 conflict: conflict with \"one\": .spec.image");
    assertThat(forced.object("spec").text("image")).isEqualTo("y");
  }

  @Test
  void aScaleIsAppliedOnlyWhereSomebodyOwnsTheReplicas() throws Exception {
    define();
    String scale =
        """
        {"apiVersion": "autoscaling/v1", "kind": "Scale", "metadata": {"name": "a"},
         "spec": {"replicas": 3}}\
        """;
    Obj unowned = apply(WIDGETS + "/a?fieldManager=one", widget("a", "{\"image\": \"x\"}"));
    Obj refused = apply(WIDGETS + "/a/scale?fieldManager=hpa", scale);
    merge(WIDGETS + "/a?fieldManager=two", "{\"spec\": {\"replicas\": 2}}");
    Obj conflict = apply(WIDGETS + "/a/scale?fieldManager=hpa", scale);
    Obj scaled = apply(WIDGETS + "/a/scale?fieldManager=hpa&force=true", scale);

    assertThat(unowned.object("spec").toJsonText()).contains("\"replicas\":1");
    assertThat(refused.text("message")).startsWith("failed to create manager for existing fields");
    assertThat(conflict.text("reason")).isEqualTo("Conflict");
    assertThat(scaled.object("spec").toJsonText()).isEqualTo("{\"replicas\":3}");
    assertThat(get(WIDGETS + "/a").object("metadata").items("managedFields").toString())
        .contains("hpa")
        .doesNotContain("two");
  }

  @Test
  void ownersInAVersionThatDoesNotKnowAFieldAreForgotten() throws Exception {
    String versions =
        """
        {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
         "metadata": {"name": "things.example.com"},
         "spec": {"group": "example.com", "scope": "Namespaced",
           "names": {"plural": "things", "kind": "Thing"},
           "versions": [
             {"name": "v1", "served": true, "storage": true, "schema": {"openAPIV3Schema":
               {"type": "object", "properties": {"a": {"type": "string"}}}}},
             {"name": "v2", "served": true, "storage": false, "schema": {"openAPIV3Schema":
               {"type": "object", "properties": {"b": {"type": "string"}}}}}]}}\
        """;
    assertThat(post(DEFINITIONS, versions).text("kind")).isEqualTo("CustomResourceDefinition");
    until(() -> condition("things", "Established").equals("True"));
    String things = "/apis/example.com/%s/namespaces/default/things";
    String thing =
        "{\"apiVersion\": \"example.com/%s\", \"kind\": \"Thing\", \"metadata\": {\"name\": \"t\"},"
            + " \"%s\": \"1\"}";

    post(things.formatted("v1"), thing.formatted("v1", "a"));
    Obj changed = merge(things.formatted("v2") + "/t", "{\"b\": \"1\"}");
    apply(things.formatted("v2") + "/t?fieldManager=one", thing.formatted("v2", "b"));
    Obj refused = apply(things.formatted("v1") + "/t?fieldManager=one", thing.formatted("v1", "a"));

    assertThat(changed.object("metadata").has("managedFields")).isFalse();
    assertThat(refused.text("message"))
        .isEqualTo(
            "failed to prune fields: failed to convert merged object to last applied version:"
                + " .a: field not declared in schema");
  }

  @Test
  void whatBreaksTheSchemaIsRefusedInUpstreamsWords() throws Exception {
    define();

    assertThat(post(WIDGETS, widget("a", "{\"image\": 5, \"replicas\": 11}")).text("message"))
        .contains(
            "spec.image: Invalid value: \"integer\": spec.image in body must be of type string")
        .contains("spec.replicas in body should be less than or equal to 10");
    assertThat(post(WIDGETS, widget("a", "{}")).text("message"))
        .isEqualTo("Widget.example.com \"a\" is invalid: spec.image: Required value");
    assertThat(
            post(WIDGETS, widget("a", "{\"image\": \"x\", \"tags\": [\"t\", \"t\"]}"))
                .text("message"))
        .endsWith("spec.tags[1]: Duplicate value: \"t\"");
  }

  @Test
  void statusAndScaleAreChangedThroughTheirOwnPaths() throws Exception {
    define();
    post(WIDGETS, widget("a", "{\"image\": \"x\"}"));

    merge(WIDGETS + "/a/status", "{\"status\": {\"phase\": \"Up\"}, \"spec\": {\"replicas\": 9}}");
    merge(WIDGETS + "/a/scale", "{\"spec\": {\"replicas\": 3}}");
    Obj widget = get(WIDGETS + "/a");

    assertThat(widget.object("status").text("phase")).isEqualTo("Up");
    assertThat(widget.object("spec").get("replicas")).isEqualTo(JsonValue.of(3));
    assertThat(widget.object("metadata").get("generation")).isEqualTo(JsonValue.of(2));
    assertThat(widget.object("metadata").items("managedFields"))
        .extracting(each -> ((Obj) each).text("subresource"))
        .containsExactlyInAnyOrder("", "status", "scale");
  }

  @Test
  void namesThatAnotherDefinitionHasAreNotAcceptedUntilItGoes() throws Exception {
    define();
    post(DEFINITIONS, definition("gadgets", "Widget", SCHEMA));
    until(() -> condition("gadgets", "NamesAccepted").equals("False"));

    send("DELETE", DEFINITIONS + "/widgets.example.com", "application/json", "");

    until(() -> condition("gadgets", "Established").equals("True"));
  }

  @Test
  void theObjectsOfADeletedDefinitionGoFirst() throws Exception {
    define();
    post(WIDGETS, widget("a", "{\"image\": \"x\"}"));

    send("DELETE", DEFINITIONS + "/widgets.example.com", "application/json", "");
    until(() -> get(DEFINITIONS + "/widgets.example.com").text("reason").equals("NotFound"));
    define();

    assertThat(get(WIDGETS).items("items")).isEmpty();
  }

  @Test
  void theObjectsOfADefinitionThatServesNothingGoAsWell() throws Exception {
    define();
    post(WIDGETS, widget("a", "{\"image\": \"x\"}"));
    send(
        "PATCH",
        DEFINITIONS + "/widgets.example.com",
        "application/json-patch+json",
        "[{\"op\": \"replace\", \"path\": \"/spec/versions/0/served\", \"value\": false}]");
    until(() -> get(WIDGETS).members().isEmpty());

    send("DELETE", DEFINITIONS + "/widgets.example.com", "application/json", "");
    until(() -> get(DEFINITIONS + "/widgets.example.com").text("reason").equals("NotFound"));
    define();

    assertThat(get(WIDGETS).items("items")).isEmpty();
  }

  @Test
  void aServerThatStartsAgainServesWhatIsDefined() throws Exception {
    define();
    post(WIDGETS, widget("a", "{\"image\": \"x\"}"));
    server.close();

    server = started();
    listen();

    assertThat(get(WIDGETS + "/a").object("spec").text("image")).isEqualTo("x");
  }

  @Test
  void schemasThatAreNotStructuralAreRefused() throws Exception {
    String answer =
        post(
                DEFINITIONS,
                definition(
                    "widgets",
                    "Widget",
                    "{\"type\": \"object\", \"properties\": {\"spec\": {}, \"x\": {\"type\":"
                        + " \"array\"}}}"))
            .text("message");

    assertThat(answer)
        .contains(
            "properties[spec].type: Required value: must not be empty for specified object fields")
        .contains("properties[x].items: Required value: must be specified");
  }

  @Test
  void twoHundredDefinitionsInARowAreAllServed() throws Exception {
    for (int i = 0; i < 200; i++) {
      post(DEFINITIONS, definition("things" + i, "Thing" + i, SCHEMA));
    }

    until(() -> get("/apis/example.com/v1").items("resources").size() == 3 * 200);
    assertThat(get("/apis/example.com/v1/things199").text("kind")).isEqualTo("Thing199List");
  }
}
