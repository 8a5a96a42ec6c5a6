package io.kubejar.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubejar.api.admissionregistration.v1.MutatingAdmissionPolicyBindingKind;
import io.kubejar.api.admissionregistration.v1.MutatingAdmissionPolicyKind;
import io.kubejar.api.admissionregistration.v1.MutatingWebhookConfigurationKind;
import io.kubejar.api.admissionregistration.v1.ValidatingAdmissionPolicyBindingKind;
import io.kubejar.api.admissionregistration.v1.ValidatingAdmissionPolicyKind;
import io.kubejar.api.admissionregistration.v1.ValidatingWebhookConfigurationKind;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionKind;
import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.meta.v1.StatusCause;
import io.kubejar.api.value.Bytes;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientTls;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpClient;
import io.kubejar.http.HttpServer;
import io.kubejar.http.ServerTls;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.server.spi.Warnings;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Policies and webhooks on a whole server; the webhooks are real HTTPS endpoints.
final class AdmissionExtensionsTest {
  private static final String NOTE =
      """
      {"apiVersion":"example.com/v1","kind":"Note","metadata":{"name":"n"}}
      """;

  private final List<JsonValue.Obj> reviews = new CopyOnWriteArrayList<>();
  private volatile Function<JsonValue.Obj, String> answer = _ -> "\"allowed\":true";
  private TestServer server;
  private HttpServer hook;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
    hook =
        HttpServer.builder(
                exchange -> {
                  var review = (JsonValue.Obj) JsonValue.parse(exchange.readBody(1 << 20));
                  reviews.add(review);
                  String uid = review.object("request").text("uid");
                  exchange.respond(
                      200,
                      Headers.contentType("application/json"),
                      Bytes.utf8(
                              """
                              {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview",
                               "response":{"uid":"%s",%s}}
                              """
                                  .formatted(uid, answer.apply(review)))
                          .toArray());
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .tls(ServerTls.of(server.pki().serving().identity()))
            .start();
  }

  @AfterEach
  void stop() {
    hook.close();
    server.close();
  }

  private <T extends ApiObject> T create(Kind<T> kind, String namespace, String json) {
    return create(kind, namespace, json, WriteContext.system());
  }

  private <T extends ApiObject> T create(
      Kind<T> kind, String namespace, String json, WriteContext context) {
    T object = JsonDecoder.decode(kind.codec(), Bytes.utf8(json).toArray());
    T created = server.server().registries().of(kind).create(namespace, object, context).object();
    awaitSeen(kind, namespace, created.metadata().name());
    return created;
  }

  /// Plugins read the watch cache, which follows the store at once but not in the same moment.
  private void awaitSeen(Kind<?> kind, String namespace, String name) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (server.server().registries().get(kind, namespace, name) == null) {
      assertThat(System.nanoTime()).as("%s is seen", name).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private ConfigMap createMap(String json) {
    return create(ConfigMapKind.CONFIG_MAP, "default", json);
  }

  private Status refusal(String json) {
    return catchThrowableOfType(ApiException.class, () -> createMap(json)).status();
  }

  private static String validations(String expressions) {
    return """
    {"metadata":{"name":"p"},"spec":{"matchConstraints":{"resourceRules":[{"apiGroups":[""],
     "apiVersions":["v1"],"operations":["CREATE"],"resources":["configmaps"]}]},%s}}
    """
        .formatted(expressions);
  }

  private void bind(String action) {
    create(
        ValidatingAdmissionPolicyBindingKind.VALIDATING_ADMISSION_POLICY_BINDING,
        "",
        """
        {"metadata":{"name":"b"},"spec":{"policyName":"p","validationActions":["%s"]}}
        """
            .formatted(action));
  }

  private String webhook(String more) {
    return """
    {"metadata":{"name":"w"},"webhooks":[{"name":"w.example.com","clientConfig":{
      "url":"https://127.0.0.1:%d/hook","caBundle":"%s"},"rules":[{"apiGroups":[""],
      "apiVersions":["v1"],"operations":["CREATE"],"resources":["configmaps"]}],
      "sideEffects":"None","timeoutSeconds":30,"admissionReviewVersions":["v1"]%s}]}
    """
        .formatted(hook.port(), Bytes.utf8(server.pki().authorityPem()).toBase64(), more);
  }

  @Test
  void aPolicyDeniesWithItsMessage() {
    create(
        ValidatingAdmissionPolicyKind.VALIDATING_ADMISSION_POLICY,
        "",
        validations(
            """
            "variables":[{"name":"n","expression":"object.data.size()"}],
            "validations":[{"expression":"variables.n < 2","messageExpression":"'n is ' + string(variables.n)"}]
            """));
    bind("Deny");
    assertThat(createMap("{\"metadata\":{\"name\":\"ok\"},\"data\":{\"a\":\"1\"}}").data())
        .hasSize(1);
    Status status = refusal("{\"metadata\":{\"name\":\"m\"},\"data\":{\"a\":\"1\",\"b\":\"2\"}}");
    assertThat(status.code()).isEqualTo(422);
    assertThat(status.message())
        .isEqualTo(
            "configmaps \"m\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied"
                + " request: n is 2");
    assertThat(refusal("{\"metadata\":{\"name\":\"m\"}}").message())
        .endsWith(
            "denied request: expression 'variables.n < 2' resulted in error: composited variable"
                + " \"n\" fails to evaluate: no such key: data");
  }

  @Test
  void aPolicyWarns() {
    create(
        ValidatingAdmissionPolicyKind.VALIDATING_ADMISSION_POLICY,
        "",
        validations("\"validations\":[{\"expression\":\"has(object.data)\"}]"));
    bind("Warn");
    var context = new WriteContext(WriteContext.SYSTEM, false, new Warnings());
    create(ConfigMapKind.CONFIG_MAP, "default", "{\"metadata\":{\"name\":\"m\"}}", context);
    assertThat(context.warnings().toList())
        .containsExactly(
            "Validation failed for ValidatingAdmissionPolicy 'p' with binding 'b': failed"
                + " expression: has(object.data)");
  }

  @Test
  void aPolicyTellsTheAuditLog() {
    create(
        ValidatingAdmissionPolicyKind.VALIDATING_ADMISSION_POLICY,
        "",
        validations(
            """
            "validations":[{"expression":"true"},{"expression":"has(object.data)"}],
            "auditAnnotations":[
              {"key":"name","valueExpression":"' it is ' + object.metadata.name"},
              {"key":"none","valueExpression":"null"}]
            """));
    bind("Audit");
    var context = new WriteContext(WriteContext.SYSTEM, false, new Warnings());
    create(ConfigMapKind.CONFIG_MAP, "default", "{\"metadata\":{\"name\":\"m\"}}", context);
    assertThat(context.warnings().annotations())
        .containsEntry("p/name", "it is m")
        .doesNotContainKey("p/none")
        .containsEntry(
            "validation.policy.admission.k8s.io/validation_failure",
            "[{\"message\":\"failed expression: has(object.data)\",\"policy\":\"p\","
                + "\"binding\":\"b\",\"expressionIndex\":1,\"validationActions\":[\"Audit\"]}]");
  }

  @Test
  void wrongExpressionsAreRefused() {
    ApiException refusal =
        catchThrowableOfType(
            ApiException.class,
            () ->
                create(
                    ValidatingAdmissionPolicyKind.VALIDATING_ADMISSION_POLICY,
                    "",
                    validations("\"validations\":[{\"expression\":\"foo == 1\"}]")));
    assertThat(refusal.status().message())
        .isEqualTo(
            "ValidatingAdmissionPolicy.admissionregistration.k8s.io \"p\" is invalid:"
                + " spec.validations[0].expression: Invalid value: \"foo == 1\": compilation"
                + " failed: ERROR: <input>:1:1: undeclared reference to 'foo' (in container '')\n"
                + " | foo == 1\n | ^");
  }

  @Test
  void aMutatingPolicyChangesTheObject() {
    create(
        MutatingAdmissionPolicyKind.MUTATING_ADMISSION_POLICY,
        "",
        validations(
            """
            "reinvocationPolicy":"Never","mutations":[
             {"patchType":"ApplyConfiguration","applyConfiguration":{"expression":
              "Object{metadata: Object.metadata{labels: {'a': object.metadata.name}}}"}},
             {"patchType":"JSONPatch","jsonPatch":{"expression":
              "[JSONPatch{op: 'add', path: '/data', value: {'k': object.metadata.labels.a}}]"}}]
            """));
    create(
        MutatingAdmissionPolicyBindingKind.MUTATING_ADMISSION_POLICY_BINDING,
        "",
        "{\"metadata\":{\"name\":\"b\"},\"spec\":{\"policyName\":\"p\"}}");
    ConfigMap map = createMap("{\"metadata\":{\"name\":\"m\",\"labels\":{\"x\":\"y\"}}}");
    assertThat(map.metadata().labels()).containsEntry("a", "m").containsEntry("x", "y");
    assertThat(map.data()).containsEntry("k", "m");
  }

  private void mutate(String failurePolicy, String... mutations) {
    create(
        MutatingAdmissionPolicyKind.MUTATING_ADMISSION_POLICY,
        "",
        validations(
            "\"failurePolicy\":\"%s\",\"reinvocationPolicy\":\"Never\",\"mutations\":[%s]"
                .formatted(failurePolicy, String.join(",", mutations))));
    create(
        MutatingAdmissionPolicyBindingKind.MUTATING_ADMISSION_POLICY_BINDING,
        "",
        "{\"metadata\":{\"name\":\"b\"},\"spec\":{\"policyName\":\"p\"}}");
  }

  private static String configuration(String expression) {
    return "{\"patchType\":\"ApplyConfiguration\",\"applyConfiguration\":{\"expression\":\"%s\"}}"
        .formatted(expression);
  }

  private static String patch(String expression) {
    return "{\"patchType\":\"JSONPatch\",\"jsonPatch\":{\"expression\":\"%s\"}}"
        .formatted(expression);
  }

  @Test
  void eachMutationThatFailsIsACauseAndTheFirstSpeaks() {
    mutate(
        "Fail",
        configuration("Object{data: {'a': object.data.none}}"),
        patch("[JSONPatch{op: 'remove', path: '/data/none'}]"),
        configuration("Object{bogus: 1}"));
    Status status = refusal("{\"metadata\":{\"name\":\"m\"},\"data\":{\"z\":\"1\"}}");
    String first =
        "policy 'p' with binding 'b' denied request: expression 'Object{data: {'a':"
            + " object.data.none}}' resulted in error: no such key: none";
    assertThat(status.code()).isEqualTo(403);
    assertThat(status.reason()).isEqualTo("Invalid");
    assertThat(status.message()).isEqualTo(first);
    assertThat(status.details().causes())
        .extracting(StatusCause::message)
        .containsExactly(
            first,
            "policy 'p' with binding 'b' denied request: JSON Patch: error in remove for path:"
                + " '/data/none': Unable to remove nonexistent key: none: missing value",
            "policy 'p' with binding 'b' denied request: error applying patch: failed to convert"
                + " patch object to typed object: .bogus: field not declared in schema");
  }

  @Test
  void mutationsThatFailArePassedOverWhereThePolicySaysSo() {
    mutate(
        "Ignore",
        configuration("Object{data: {'a': object.data.none}}"),
        configuration("Object{data: {'b': 'c'}}"));
    assertThat(createMap("{\"metadata\":{\"name\":\"m\"},\"data\":{\"z\":\"1\"}}").data())
        .containsOnlyKeys("b", "z");
  }

  @Test
  void aPatchWhoseTestFailsChangesNothing() {
    mutate(
        "Fail",
        patch(
            "[JSONPatch{op: 'test', path: '/metadata/name', value: 'x'}, JSONPatch{op: 'add', path:"
                + " '/data', value: {'a': 'b'}}]"));
    assertThat(createMap("{\"metadata\":{\"name\":\"m\"}}").data()).isEmpty();
  }

  @Test
  void aPatchMakesNoUnknownMembers() {
    mutate("Fail", patch("[JSONPatch{op: 'add', path: '/bogus', value: 1}]"));
    Status status = refusal("{\"metadata\":{\"name\":\"m\"}}");
    assertThat(status.code()).isEqualTo(500);
    assertThat(status.message())
        .isEqualTo("Internal error occurred: strict decoding error: unknown field \"bogus\"");
  }

  @Test
  void aConfigurationHasNoStrayTypesAndNothingAtomic() {
    mutate(
        "Fail",
        configuration("Object{metadata: Object.meta{labels: {'a': 'b'}}}"),
        configuration(
            "Object{metadata: Object.metadata{ownerReferences:"
                + " [Object.metadata.ownerReferences{uid: 'u'}], managedFields:"
                + " [Object.metadata.managedFields{manager: 'm'}]}}"));
    assertThat(refusal("{\"metadata\":{\"name\":\"m\"}}").details().causes())
        .extracting(StatusCause::message)
        .containsExactly(
            "policy 'p' with binding 'b' denied request: type mismatch: unexpected type name"
                + " \"Object.meta\", expected \"Object.metadata\", which matches field name path"
                + " from root Object type",
            "policy 'p' with binding 'b' denied request: error applying patch: invalid"
                + " ApplyConfiguration: may not mutate atomic arrays, maps or structs:"
                + " .metadata.ownerReferences[0], .metadata.managedFields");
  }

  @Test
  void aWebhookRefuses() {
    create(ValidatingWebhookConfigurationKind.VALIDATING_WEBHOOK_CONFIGURATION, "", webhook(""));
    answer = _ -> "\"allowed\":false,\"status\":{\"message\":\"no\",\"code\":409}";
    Status status = refusal("{\"metadata\":{\"name\":\"m\"}}");
    assertThat(status.message())
        .isEqualTo("admission webhook \"w.example.com\" denied the request: no");
    assertThat(status.code()).isEqualTo(409);
    JsonValue.Obj request = reviews.getFirst().object("request");
    assertThat(request.text("operation")).isEqualTo("CREATE");
    assertThat(request.object("object").object("metadata").text("name")).isEqualTo("m");
    assertThat(request.object("resource").text("resource")).isEqualTo("configmaps");
  }

  @Test
  void aWebhookChangesTheObjectAndWarns() {
    create(MutatingWebhookConfigurationKind.MUTATING_WEBHOOK_CONFIGURATION, "", webhook(""));
    String patch =
        Bytes.utf8("[{\"op\":\"add\",\"path\":\"/data\",\"value\":{\"k\":\"v\"}}]").toBase64();
    answer =
        _ ->
            "\"allowed\":true,\"patchType\":\"JSONPatch\",\"patch\":\"%s\",\"warnings\":[\"careful\"],\"auditAnnotations\":{\"why\":\"so\"}"
                .formatted(patch);
    var context = new WriteContext(WriteContext.SYSTEM, false, new Warnings());
    ConfigMap map =
        create(ConfigMapKind.CONFIG_MAP, "default", "{\"metadata\":{\"name\":\"m\"}}", context);
    assertThat(map.data()).containsEntry("k", "v");
    assertThat(context.warnings().toList()).containsExactly("careful");
    assertThat(context.warnings().annotations())
        .containsEntry("w.example.com/why", "so")
        .containsEntry(
            "mutation.webhook.admission.k8s.io/round_0_index_0",
            "{\"configuration\":\"w\",\"webhook\":\"w.example.com\",\"mutated\":true}");
    assertThat(context.warnings().requestAnnotations())
        .containsEntry(
            "patch.webhook.admission.k8s.io/round_0_index_0",
            "{\"configuration\":\"w\",\"webhook\":\"w.example.com\",\"patch\":[{\"op\":\"add\","
                + "\"path\":\"/data\",\"value\":{\"k\":\"v\"}}],\"patchType\":\"JSONPatch\"}");
  }

  @Test
  void whatAWebhookAddsToACustomObjectIsPrunedAndCompleted() throws Exception {
    create(
        CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION,
        "",
        """
        {"metadata":{"name":"notes.example.com"},"spec":{"group":"example.com",
         "scope":"Namespaced","names":{"plural":"notes","kind":"Note"},"versions":[
         {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object",
          "properties":{"known":{"type":"object","properties":{
            "given":{"type":"string"},"filled":{"type":"string","default":"in"}}}}}}}]}}
        """);
    create(
        MutatingWebhookConfigurationKind.MUTATING_WEBHOOK_CONFIGURATION,
        "",
        webhook("")
            .replace("\"apiGroups\":[\"\"]", "\"apiGroups\":[\"example.com\"]")
            .replace("configmaps", "notes"));
    String patch =
        """
        [{"op":"add","path":"/known","value":{"given":"a","unknown":"b"}}]
        """;
    answer =
        _ ->
            "\"allowed\":true,\"patchType\":\"JSONPatch\",\"patch\":\"%s\""
                .formatted(Bytes.utf8(patch).toBase64());
    int port = server.listen(0);
    try (var client = HttpClient.builder().tls(ClientTls.insecure()).build()) {
      var note = postUntilServed(client, port, NOTE);
      assertThat(note.object("known").members().keySet())
          .containsExactlyInAnyOrder("given", "filled");
    }
  }

  /// The answer to a new note, once the definition of notes is served.
  private static JsonValue.Obj postUntilServed(HttpClient client, int port, String body)
      throws IOException {
    var request =
        ClientRequest.of(
                "POST",
                URI.create(
                    "https://127.0.0.1:" + port + "/apis/example.com/v1/namespaces/default/notes"))
            .withHeader("authorization", "Bearer " + TestServer.TOKEN)
            .withBody("application/json", Bytes.utf8(body).toArray());
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      try (var response = client.send(request)) {
        if (response.status() != 404) {
          return (JsonValue.Obj) JsonValue.parse(response.readBody(1 << 20));
        }
      }
      assertThat(System.nanoTime()).as("notes are served").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void aWebhookThatCannotBeAskedFailsOrIsPassedOver() {
    create(ValidatingWebhookConfigurationKind.VALIDATING_WEBHOOK_CONFIGURATION, "", webhook(""));
    hook.close();
    Status status = refusal("{\"metadata\":{\"name\":\"m\"}}");
    assertThat(status.code()).isEqualTo(500);
    assertThat(status.message())
        .startsWith(
            "Internal error occurred: failed calling webhook \"w.example.com\": failed to call"
                + " webhook: Post \"https://127.0.0.1:%d/hook?timeout=30s\": "
                    .formatted(hook.port()));
  }

  @Test
  void conditionsAndDryRunDecideWhetherAWebhookIsAsked() {
    create(
        ValidatingWebhookConfigurationKind.VALIDATING_WEBHOOK_CONFIGURATION,
        "",
        webhook(
            ",\"matchConditions\":[{\"name\":\"c\",\"expression\":\"object.metadata.name !="
                + " 'skip'\"}]"));
    createMap("{\"metadata\":{\"name\":\"skip\"}}");
    assertThat(reviews).isEmpty();
    createMap("{\"metadata\":{\"name\":\"m\"}}");
    assertThat(reviews).hasSize(1);
  }

  @Test
  void aNewObjectHasNeitherItsGeneratedNameNorItsUidBeforeItIsChanged() {
    create(MutatingWebhookConfigurationKind.MUTATING_WEBHOOK_CONFIGURATION, "", webhook(""));
    ConfigMap map = createMap("{\"metadata\":{\"generateName\":\"m-\"}}");
    assertThat(map.metadata().name()).startsWith("m-").hasSizeGreaterThan(2);
    assertThat(map.metadata().uid()).isNotEmpty();
    JsonValue.Obj request = reviews.getFirst().object("request");
    assertThat(request.members()).doesNotContainKey("name");
    assertThat(request.object("object").object("metadata").members())
        .containsKey("generateName")
        .doesNotContainKeys("name", "uid", "creationTimestamp");
  }

  @Test
  void aWebhookMovesNothingToAnotherNamespace() {
    create(MutatingWebhookConfigurationKind.MUTATING_WEBHOOK_CONFIGURATION, "", webhook(""));
    answer =
        _ ->
            "\"allowed\":true,\"patchType\":\"JSONPatch\",\"patch\":\"%s\""
                .formatted(
                    Bytes.utf8(
                            "[{\"op\":\"replace\",\"path\":\"/metadata/namespace\",\"value\":\"x\"}]")
                        .toBase64());
    assertThat(refusal("{\"metadata\":{\"name\":\"m\"}}").message())
        .isEqualTo(
            "the namespace of the provided object does not match the namespace sent on the"
                + " request");
  }

  @Test
  void aWebhookThatChangesTheVersionOfAnObjectMakesAConflict() {
    createMap("{\"metadata\":{\"name\":\"m\"}}");
    create(
        MutatingWebhookConfigurationKind.MUTATING_WEBHOOK_CONFIGURATION,
        "",
        webhook("").replace("CREATE", "UPDATE"));
    answer =
        _ ->
            "\"allowed\":true,\"patchType\":\"JSONPatch\",\"patch\":\"%s\""
                .formatted(
                    Bytes.utf8(
                            "[{\"op\":\"replace\",\"path\":\"/metadata/resourceVersion\",\"value\":\"1\"}]")
                        .toBase64());
    var maps = server.server().registries().of(ConfigMapKind.CONFIG_MAP);
    ApiException conflict =
        catchThrowableOfType(
            ApiException.class,
            () ->
                maps.change(
                    "default",
                    "m",
                    old -> old.with(it -> it.data(Map.of("k", "v"))),
                    WriteContext.system()));
    assertThat(conflict.isConflict()).isTrue();
  }

  @Test
  void aNamespaceIsReviewedAsInItself() {
    create(
        ValidatingWebhookConfigurationKind.VALIDATING_WEBHOOK_CONFIGURATION,
        "",
        webhook("").replace("configmaps", "namespaces"));
    create(NamespaceKind.NAMESPACE, "", "{\"metadata\":{\"name\":\"n\"}}");
    assertThat(reviews.getFirst().object("request").text("namespace")).isEqualTo("n");
  }

  @Test
  void anAnswerOfAnotherFormIsNoAnswer() {
    create(MutatingWebhookConfigurationKind.MUTATING_WEBHOOK_CONFIGURATION, "", webhook(""));
    var failed = "Internal error occurred: failed calling webhook \"w.example.com\": ";
    answer = _ -> "\"allowed\":\"yes\"";
    assertThat(refusal("{\"metadata\":{\"name\":\"m\"}}").message())
        .isEqualTo(
            failed
                + "failed to call webhook: json: cannot unmarshal string into Go struct field"
                + " AdmissionResponse.response.allowed of type bool");
    answer = _ -> "\"allowed\":true,\"patchType\":\"Merge\",\"patch\":\"e30=\"";
    assertThat(refusal("{\"metadata\":{\"name\":\"m\"}}").message())
        .isEqualTo(failed + "unsupported patch type \"Merge\"");
    answer = _ -> "\"allowed\":true,\"patchType\":\"JSONPatch\",\"patch\":\"e30=\"";
    assertThat(refusal("{\"metadata\":{\"name\":\"m\"}}").message())
        .isEqualTo(
            "Internal error occurred: json: cannot unmarshal object into Go value of type"
                + " jsonpatch.Patch");
    answer = _ -> "\"allowed\":false,\"status\":{\"code\":1000}";
    assertThat(refusal("{\"metadata\":{\"name\":\"m\"}}").code()).isEqualTo(500);
  }

  @Test
  void anAnswerToAnotherReviewIsNoAnswer() {
    create(ValidatingWebhookConfigurationKind.VALIDATING_WEBHOOK_CONFIGURATION, "", webhook(""));
    answer = _ -> "\"uid\":\"other\",\"allowed\":true";
    assertThat(refusal("{\"metadata\":{\"name\":\"m\"}}").message())
        .contains("received invalid webhook response: expected response.uid=");
  }
}
