package io.kubejar.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.admissionregistration.v1.MutatingWebhookConfigurationKind;
import io.kubejar.api.admissionregistration.v1.ValidatingAdmissionPolicyBindingKind;
import io.kubejar.api.admissionregistration.v1.ValidatingAdmissionPolicyKind;
import io.kubejar.api.admissionregistration.v1.ValidatingWebhookConfigurationKind;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionKind;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.ServiceAccountKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.value.Bytes;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientTls;
import io.kubejar.http.HttpClient;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What webhooks and policies are shown of requests: other versions, subresources, options.
final class AdmissionRequestsTest {
  private static final String AUTOSCALERS =
      "/apis/autoscaling/%s/namespaces/default/horizontalpodautoscalers";
  private static final String PODS = "/api/v1/namespaces/default/pods";

  private TestServer server;
  private TestHook hook;
  private HttpClient client;
  private int port;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
    hook = new TestHook(server);
    port = server.listen(0);
    client = HttpClient.builder().tls(ClientTls.insecure()).build();
    create(ServiceAccountKind.SERVICE_ACCOUNT, "default", "{\"metadata\":{\"name\":\"default\"}}");
  }

  @AfterEach
  void stop() {
    client.close();
    hook.close();
    server.close();
  }

  private <T extends ApiObject> void create(Kind<T> kind, String namespace, String json) {
    T object = JsonDecoder.decode(kind.codec(), Bytes.utf8(json).toArray());
    var registry = server.server().registries().of(kind);
    var created = registry.create(namespace, object, WriteContext.system());
    registry.getNotOlderThan(namespace, created.object().metadata().name(), created.revision());
  }

  private void validating(String rule, String more) {
    create(
        ValidatingWebhookConfigurationKind.VALIDATING_WEBHOOK_CONFIGURATION,
        "",
        hook.configuration(rule, more));
  }

  private static String rule(String group, String version, String operation, String resource) {
    return "\"apiGroups\":[\"%s\"],\"apiVersions\":[\"%s\"],\"operations\":[\"%s\"],\"resources\":[\"%s\"]"
        .formatted(group, version, operation, resource);
  }

  /// An answer with its code.
  private record Answer(int code, Obj document) {}

  private Answer send(String method, String path, String type, String body) throws IOException {
    var request =
        ClientRequest.of(method, URI.create("https://127.0.0.1:" + port + path))
            .withHeader("authorization", "Bearer " + TestServer.TOKEN);
    if (!body.isEmpty()) {
      request = request.withBody(type, Bytes.utf8(body).toArray());
    }
    try (var response = client.send(request)) {
      byte[] text = response.readBody(1 << 20);
      boolean json = text.length > 0 && text[0] == '{';
      return new Answer(response.status(), json ? (Obj) JsonValue.parse(text) : Obj.EMPTY);
    }
  }

  private Obj post(String path, String body) throws IOException {
    Answer answer = send("POST", path, "application/json", body);
    assertThat(answer.code()).as("%s", answer.document()).isBetween(200, 201);
    return answer.document();
  }

  private Obj asked() {
    assertThat(hook.requests()).hasSize(1);
    return hook.requests().removeFirst();
  }

  private static String autoscaler(String version) {
    return """
    {"apiVersion":"autoscaling/%s","kind":"HorizontalPodAutoscaler","metadata":{"name":"a"},
     "spec":{"maxReplicas":3,"scaleTargetRef":{"kind":"Deployment","name":"d","apiVersion":"apps/v1"}}}
    """
        .formatted(version);
  }

  private void pod(String name) throws IOException {
    post(
        PODS,
        """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","labels":{"app":"x"}},
         "spec":{"containers":[{"name":"c","image":"i"}]}}
        """
            .formatted(name));
  }

  @Test
  void whatHappensToAPodThroughASubresourceIsAskedAboutOnce() throws IOException {
    pod("p");
    validating(rule("*", "*", "*", "*/*"), "");
    post(
        PODS + "/p/binding",
        "{\"metadata\":{\"name\":\"p\"},\"target\":{\"kind\":\"Node\",\"name\":\"n\"}}");
    assertThat(asked().text("subResource")).isEqualTo("binding");
    Answer answer =
        send(
            "PATCH",
            PODS + "/p/ephemeralcontainers",
            "application/strategic-merge-patch+json",
            "{\"spec\":{\"ephemeralContainers\":[{\"name\":\"d\",\"image\":\"i\"}]}}");
    assertThat(answer.code()).isEqualTo(200);
    Obj request = asked();
    assertThat(request.text("subResource")).isEqualTo("ephemeralcontainers");
    assertThat(request.object("oldObject").text("kind")).isEqualTo("Pod");
    post(PODS + "/p/eviction", "{\"metadata\":{\"name\":\"p\"}}");
    assertThat(asked().text("subResource")).isEqualTo("eviction");
  }

  @Test
  void aBindingTakesTheLabelsOfItsNodeAlong() throws IOException {
    create(
        NodeKind.NODE,
        "",
        "{\"metadata\":{\"name\":\"n\",\"labels\":{\"topology.kubernetes.io/zone\":\"z\"}}}");
    pod("p");
    post(
        PODS + "/p/binding",
        "{\"metadata\":{\"name\":\"p\"},\"target\":{\"kind\":\"Node\",\"name\":\"n\"}}");
    Obj pod = send("GET", PODS + "/p", "", "").document();
    assertThat(pod.object("metadata").object("labels").text("topology.kubernetes.io/zone"))
        .isEqualTo("z");
    assertThat(pod.object("spec").text("nodeName")).isEqualTo("n");
  }

  @Test
  void aScaleIsAskedAboutInsteadOfWhatItScales() throws IOException {
    String sets = "/apis/apps/v1/namespaces/default/replicasets";
    post(
        sets,
        """
        {"metadata":{"name":"s"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{
         "metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}
        """);
    validating(rule("*", "*", "*", "*/*"), "");
    Answer answer =
        send(
            "PATCH",
            sets + "/s/scale",
            "application/merge-patch+json",
            "{\"spec\":{\"replicas\":2}}");
    assertThat(answer.code()).isEqualTo(200);
    Obj request = asked();
    assertThat(request.text("subResource")).isEqualTo("scale");
    assertThat(request.object("object").text("kind")).isEqualTo("Scale");
  }

  @Test
  void aRuleOnAnotherVersionIsAskedInThatVersion() throws IOException {
    validating(rule("autoscaling", "v2", "CREATE", "horizontalpodautoscalers"), "");
    post(
        AUTOSCALERS.formatted("v1"),
        autoscaler("v1")
            .replace("\"maxReplicas\"", "\"targetCPUUtilizationPercentage\":50,\"maxReplicas\""));
    Obj request = asked();
    assertThat(request.object("kind").text("version")).isEqualTo("v2");
    assertThat(request.object("resource").text("version")).isEqualTo("v2");
    assertThat(request.object("requestKind").text("version")).isEqualTo("v1");
    assertThat(request.object("requestResource").text("version")).isEqualTo("v1");
    Obj object = request.object("object");
    assertThat(object.text("apiVersion")).isEqualTo("autoscaling/v2");
    assertThat(object.object("spec").items("metrics")).hasSize(1);
  }

  @Test
  void anExactRuleIsNotAbout() throws IOException {
    validating(
        rule("autoscaling", "v2", "CREATE", "horizontalpodautoscalers"),
        ",\"matchPolicy\":\"Exact\"");
    post(AUTOSCALERS.formatted("v1"), autoscaler("v1"));
    assertThat(hook.requests()).isEmpty();
  }

  @Test
  void aChangeInAnotherVersionReachesTheObject() throws IOException {
    create(
        MutatingWebhookConfigurationKind.MUTATING_WEBHOOK_CONFIGURATION,
        "",
        hook.configuration(rule("autoscaling", "v2", "CREATE", "horizontalpodautoscalers"), ""));
    String patch =
        Bytes.utf8(
                """
                [{"op":"add","path":"/spec/metrics","value":[{"type":"Resource","resource":
                  {"name":"cpu","target":{"type":"Utilization","averageUtilization":42}}}]}]
                """)
            .toBase64();
    hook.answers(
        _ -> TestHook.ALLOWED + ",\"patchType\":\"JSONPatch\",\"patch\":\"" + patch + "\"");
    Obj created = post(AUTOSCALERS.formatted("v1"), autoscaler("v1"));
    assertThat(created.text("apiVersion")).isEqualTo("autoscaling/v1");
    assertThat(created.object("spec").get("targetCPUUtilizationPercentage"))
        .isEqualTo(JsonValue.of(42));
  }

  @Test
  void eventsOfBothGroupsAreTheSame() throws IOException {
    validating(rule("events.k8s.io", "v1", "CREATE", "events"), "");
    post(
        "/api/v1/namespaces/default/events",
        """
        {"metadata":{"name":"e"},"involvedObject":{"namespace":"default"},"message":"m"}
        """);
    Obj request = asked();
    assertThat(request.object("kind").text("group")).isEqualTo("events.k8s.io");
    assertThat(request.object("requestKind").text("group")).isEmpty();
    assertThat(request.object("object").text("note")).isEqualTo("m");
  }

  @Test
  void policiesSeeTheVersionTheyName() throws IOException {
    create(
        ValidatingAdmissionPolicyKind.VALIDATING_ADMISSION_POLICY,
        "",
        """
        {"metadata":{"name":"p"},"spec":{"matchConstraints":{"resourceRules":[{%s}]},
         "validations":[{"expression":"false","messageExpression":
          "object.apiVersion + ' ' + request.kind.version + ' ' + request.requestKind.version"}]}}
        """
            .formatted(rule("autoscaling", "v1", "CREATE", "horizontalpodautoscalers")));
    create(
        ValidatingAdmissionPolicyBindingKind.VALIDATING_ADMISSION_POLICY_BINDING,
        "",
        "{\"metadata\":{\"name\":\"b\"},\"spec\":{\"policyName\":\"p\",\"validationActions\":[\"Deny\"]}}");
    Answer refused =
        send("POST", AUTOSCALERS.formatted("v2"), "application/json", autoscaler("v2"));
    assertThat(refused.code()).isEqualTo(422);
    assertThat(refused.document().text("message")).endsWith("denied request: autoscaling/v1 v1 v2");
  }

  @Test
  void customKindsAreAskedInTheVersionOfTheRule() throws Exception {
    String version =
        """
        {"name":"%s","served":true,"storage":%s,"schema":{"openAPIV3Schema":{"type":"object",
         "x-kubernetes-preserve-unknown-fields":true}}}
        """;
    create(
        CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION,
        "",
        """
        {"metadata":{"name":"things.example.com"},"spec":{"group":"example.com","scope":"Namespaced",
         "names":{"plural":"things","singular":"thing","kind":"Thing","listKind":"ThingList"},
         "versions":[%s,%s]}}
        """
            .formatted(version.formatted("v1", "true"), version.formatted("v1alpha1", "false")));
    validating(rule("example.com", "v1alpha1", "CREATE", "things"), "");
    String things = "/apis/example.com/v1/namespaces/default/things";
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (send("GET", things, "", "").code() != 200) {
      assertThat(System.nanoTime()).as("things are served").isLessThan(deadline);
      Thread.sleep(10);
    }
    post(
        things,
        "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Thing\",\"metadata\":{\"name\":\"t\"}}");
    Obj request = asked();
    assertThat(request.object("object").text("apiVersion")).isEqualTo("example.com/v1alpha1");
    assertThat(request.object("requestResource").text("version")).isEqualTo("v1");
  }

  @Test
  void subresourcesAreShownInTheirOwnForm() throws IOException {
    validating(rule("", "v1", "*", "pods/eviction"), "");
    pod("web");
    post(
        PODS + "/web/eviction?dryRun=All",
        "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"web\"}}");
    Obj request = asked();
    assertThat(request.text("operation")).isEqualTo("CREATE");
    assertThat(request.text("subResource")).isEqualTo("eviction");
    assertThat(request.object("kind"))
        .isEqualTo(
            JsonValue.parse(
                Bytes.utf8("{\"group\":\"policy\",\"version\":\"v1\",\"kind\":\"Eviction\"}")
                    .toArray()));
    assertThat(request.object("resource").text("resource")).isEqualTo("pods");
    assertThat(request.object("object").text("kind")).isEqualTo("Eviction");
    assertThat(request.object("options").items("dryRun")).containsExactly(JsonValue.of("All"));
  }

  @Test
  void aScaleIsShownBeforeAndAfter() throws IOException {
    validating(rule("apps", "v1", "UPDATE", "deployments/scale"), "");
    String deployments = "/apis/apps/v1/namespaces/default/deployments";
    post(
        deployments,
        """
        {"metadata":{"name":"d"},"spec":{"replicas":1,"selector":{"matchLabels":{"a":"b"}},
         "template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}
        """);
    Answer patched =
        send(
            "PATCH",
            deployments + "/d/scale?fieldManager=me",
            "application/merge-patch+json",
            "{\"spec\":{\"replicas\":4}}");
    assertThat(patched.code()).isEqualTo(200);
    Obj request = asked();
    assertThat(request.object("kind").text("group")).isEqualTo("autoscaling");
    assertThat(request.object("object").object("spec").get("replicas")).isEqualTo(JsonValue.of(4));
    assertThat(request.object("oldObject").object("spec").get("replicas"))
        .isEqualTo(JsonValue.of(1));
    assertThat(request.object("options").text("kind")).isEqualTo("UpdateOptions");
    assertThat(request.object("options").text("fieldManager")).isEqualTo("me");
  }

  @Test
  void aWebhookChangesWhatIsSentToASubresource() throws IOException {
    create(
        MutatingWebhookConfigurationKind.MUTATING_WEBHOOK_CONFIGURATION,
        "",
        hook.configuration(rule("", "v1", "CREATE", "serviceaccounts/token"), ""));
    String patch =
        Bytes.utf8("[{\"op\":\"replace\",\"path\":\"/spec/expirationSeconds\",\"value\":1200}]")
            .toBase64();
    hook.answers(
        _ -> TestHook.ALLOWED + ",\"patchType\":\"JSONPatch\",\"patch\":\"" + patch + "\"");
    Obj created =
        post(
            "/api/v1/namespaces/default/serviceaccounts/default/token",
            "{\"spec\":{\"expirationSeconds\":3600}}");
    assertThat(created.object("spec").get("expirationSeconds")).isEqualTo(JsonValue.of(1200));
    assertThat(asked().object("object").text("apiVersion")).isEqualTo("authentication.k8s.io/v1");
    assertThat(created.object("metadata").items("managedFields"))
        .singleElement()
        .isInstanceOfSatisfying(
            Obj.class,
            owner -> {
              assertThat(owner.text("subresource")).isEqualTo("token");
              assertThat(owner.object("fieldsV1"))
                  .isEqualTo(
                      JsonValue.parse(
                          Bytes.utf8("{\"f:spec\":{\"f:expirationSeconds\":{}}}").toArray()));
            });
  }

  @Test
  void aWebhookDeniesExecAndAttach() throws IOException {
    validating(
        "\"apiGroups\":[\"\"],\"apiVersions\":[\"v1\"],\"operations\":[\"CONNECT\"],"
            + "\"resources\":[\"pods/exec\",\"pods/attach\"]",
        "");
    hook.answers(_ -> "\"allowed\":false,\"status\":{\"message\":\"attaching is not allowed\"}");
    pod("web");
    Answer attach = send("POST", PODS + "/web/attach?stdin=true&stdout=true", "", "");
    assertThat(attach.code()).isEqualTo(400);
    assertThat(attach.document().text("message"))
        .isEqualTo(
            "admission webhook \"w.example.com\" denied the request: attaching is not allowed");
    Obj options = asked().object("object");
    assertThat(options.text("kind")).isEqualTo("PodAttachOptions");
    assertThat(options.get("stdin")).isEqualTo(JsonValue.of(true));
    Answer exec =
        send("POST", PODS + "/web/exec?container=c&command=ls&command=-l&stderr=false", "", "");
    assertThat(exec.code()).isEqualTo(400);
    Obj request = asked();
    assertThat(request.text("operation")).isEqualTo("CONNECT");
    assertThat(request.object("object"))
        .isEqualTo(
            JsonValue.parse(
                Bytes.utf8(
                        """
                        {"kind":"PodExecOptions","apiVersion":"v1","stdout":true,"container":"c",
                         "command":["ls","-l"]}
                        """)
                    .toArray()));
    assertThat(request.get("options")).isEqualTo(JsonValue.Null.NULL);
  }

  @Test
  void deletionsShowTheirOptions() throws IOException {
    validating(rule("", "v1", "DELETE", "pods"), "");
    pod("web");
    send(
        "DELETE",
        PODS + "/web",
        "application/json",
        "{\"gracePeriodSeconds\":0,\"propagationPolicy\":\"Background\"}");
    Obj request = asked();
    assertThat(request.get("object")).isEqualTo(JsonValue.Null.NULL);
    assertThat(request.object("oldObject").object("metadata").text("name")).isEqualTo("web");
    Obj options = request.object("options");
    assertThat(options.text("apiVersion")).isEqualTo("meta.k8s.io/v1");
    assertThat(options.text("kind")).isEqualTo("DeleteOptions");
    assertThat(options.get("gracePeriodSeconds")).isEqualTo(JsonValue.of(0));
    assertThat(options.text("propagationPolicy")).isEqualTo("Background");
  }

  @Test
  void webhooksAreShownWhoAsks(@TempDir Path folder) throws Exception {
    stop();
    Path logins = folder.resolve("logins");
    var settings =
        new AdmissionSettings(
            Set.of(),
            Set.of(),
            Map.of(
                "ValidatingAdmissionWebhook",
                Obj.EMPTY.with("kubeConfigFile", JsonValue.of(logins.toString()))));
    Files.writeString(logins, "{\"users\":[{\"name\":\"*\",\"user\":{\"token\":\"it-is-me\"}}]}");
    server = new TestServer(settings);
    hook = new TestHook(server);
    port = server.listen(0);
    client = HttpClient.builder().tls(ClientTls.insecure()).build();
    validating(rule("", "v1", "CREATE", "configmaps"), "");
    post("/api/v1/namespaces/default/configmaps", "{\"metadata\":{\"name\":\"m\"}}");
    assertThat(hook.logins()).containsExactly("Bearer it-is-me");
  }

  private String metrics() throws IOException {
    var request =
        ClientRequest.get(URI.create("https://127.0.0.1:" + port + "/metrics"))
            .withHeader("authorization", "Bearer " + TestServer.TOKEN);
    try (var response = client.send(request)) {
      return Bytes.wrap(response.readBody(4 << 20)).toUtf8();
    }
  }

  @Test
  void whatCameOfAdmissionIsCounted() throws IOException {
    validating(rule("", "v1", "CREATE", "configmaps"), "");
    hook.answers(_ -> "\"allowed\":false,\"status\":{\"code\":418}");
    create(
        ValidatingAdmissionPolicyKind.VALIDATING_ADMISSION_POLICY,
        "",
        """
        {"metadata":{"name":"p"},"spec":{"matchConstraints":{"resourceRules":[{%s}]},
         "validations":[{"expression":"object.x == 1"}]}}
        """
            .formatted(rule("", "v1", "CREATE", "configmaps")));
    create(
        ValidatingAdmissionPolicyBindingKind.VALIDATING_ADMISSION_POLICY_BINDING,
        "",
        "{\"metadata\":{\"name\":\"b\"},\"spec\":{\"policyName\":\"p\",\"validationActions\":[\"Warn\"]}}");
    Answer refused =
        send(
            "POST",
            "/api/v1/namespaces/default/configmaps",
            "application/json",
            "{\"metadata\":{\"name\":\"m\"}}");
    assertThat(refused.code()).isEqualTo(418);
    assertThat(metrics())
        .contains(
            "apiserver_admission_webhook_rejection_count{error_type=\"no_error\",name=\"w.example.com\",operation=\"CREATE\",rejection_code=\"418\",type=\"validating\"}"
                + " 1\n",
            "apiserver_admission_webhook_request_total{code=\"418\",name=\"w.example.com\","
                + "operation=\"CREATE\",rejected=\"true\",type=\"validating\"} 1\n",
            "apiserver_validating_admission_policy_check_total{enforcement_action=\"warn\","
                + "error_type=\"invalid_error\",policy=\"p\",policy_binding=\"b\"} 1\n",
            "apiserver_admission_step_admission_duration_seconds_count{operation=\"CREATE\","
                + "rejected=\"true\",type=\"validate\"} 1\n",
            "apiserver_admission_controller_admission_duration_seconds_count{"
                + "name=\"ValidatingAdmissionWebhook\",operation=\"CREATE\",rejected=\"true\","
                + "type=\"validate\"} 1\n",
            "apiserver_storage_objects{resource=\"validatingadmissionpolicies.admissionregistration.k8s.io\"}"
                + " 1\n");
  }
}
