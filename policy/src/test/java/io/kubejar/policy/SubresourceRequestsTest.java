package io.kubejar.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.value.Bytes;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientTls;
import io.kubejar.http.HttpClient;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is written below objects, reviews, and services: what no stored kind's rules tell alone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SubresourceRequestsTest {
  private static final String CORE = "/api/v1/namespaces/default/";
  private static final String TOKENS = CORE + "serviceaccounts/default/token";
  private static final String OTHER_NAMESPACE =
      "the namespace of the provided object does not match the namespace sent on the request";

  private static final String SIGNING_REQUEST =
      """
      -----BEGIN CERTIFICATE REQUEST-----
      MIHJMHECAQAwDzENMAsGA1UEAwwEamFuZTBZMBMGByqGSM49AgEGCCqGSM49AwEH
      A0IABE92kugONi1QaSmGap1psuzlSH1JO4CplBY+94nMfc0rDSTr3ZtJQ/hTL+L1
      +cDbXCKuNzedy/SI2mAvoVe7g+KgADAKBggqhkjOPQQDAgNIADBFAiA2NOCUkEJv
      kPrAkXNiWzSpYLCvPcd5uIVKXTKB3u1vXgIhAIXjsYJJHU1YrD+0nFp/SgsUJ8Bo
      FhMvc129VdT/9/VZ
      -----END CERTIFICATE REQUEST-----
      """;

  private TestServer server;
  private HttpClient client;
  private int port;

  @BeforeAll
  void start() throws Exception {
    server = new TestServer();
    port = server.listen(0);
    client = HttpClient.builder().tls(ClientTls.insecure()).build();
    created("serviceaccounts", "{\"metadata\":{\"name\":\"default\"}}");
    created("serviceaccounts", "{\"metadata\":{\"name\":\"other\"}}");
    created("secrets", "{\"metadata\":{\"name\":\"s\"}}");
    created("pods", pod("p", "default"));
    created("pods", pod("foreign", "other"));
  }

  @AfterAll
  void stop() {
    client.close();
    server.close();
  }

  private static String pod(String name, String account) {
    return """
    {"metadata":{"name":"%s"},
     "spec":{"serviceAccountName":"%s","containers":[{"name":"c","image":"i"}]}}
    """
        .formatted(name, account);
  }

  private void created(String resource, String body) throws IOException {
    assertThat(post(CORE + resource, body).has("code")).isFalse();
  }

  private Obj post(String path, String body) throws IOException {
    return send("POST", path, "application/json", body);
  }

  private Obj patch(String path, String body) throws IOException {
    return send("PATCH", path, "application/strategic-merge-patch+json", body);
  }

  private Obj send(String method, String path, String type, String body) throws IOException {
    var request =
        ClientRequest.of(method, URI.create("https://127.0.0.1:" + port + path))
            .withHeader("authorization", "Bearer " + TestServer.TOKEN)
            .withBody(type, Bytes.utf8(body).toArray());
    try (var response = client.send(request)) {
      return (Obj) JsonValue.parse(response.readBody(1 << 20));
    }
  }

  private Obj put(String path, String body) throws IOException {
    return send("PUT", path, "application/json", body);
  }

  private static String told(Obj answer) {
    return answer.text("reason") + ": " + answer.text("message");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"name\":\"c\""
            + "|BadRequest: cannot bind token to object of type /v1, Kind=ConfigMap",
        "\"kind\":\"Deployment\",\"apiVersion\":\"apps/v1\",\"name\":\"c\""
            + "|BadRequest: cannot bind token to object of type apps/v1, Kind=Deployment",
        "\"kind\":\"Pod\",\"apiVersion\":\"v1\"|BadRequest: Name parameter required.",
        "\"kind\":\"Pod\",\"name\":\"none\"|NotFound: pods \"none\" not found",
        "\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"name\":\"foreign\",\"uid\":\"zz\""
            + "|BadRequest: cannot bind token for serviceaccount \"default\" to pod running with"
            + " different serviceaccount name.",
        "\"kind\":\"Secret\",\"apiVersion\":\"v1\",\"name\":\"s\",\"uid\":\"zz\"|Conflict:"
            + " Operation cannot be fulfilled on Secret \"s\": the UID in the bound object"
            + " reference (zz) does not match the UID in record. The object might have been deleted"
            + " and then recreated"
      })
  void tokensAreBoundToWhatIsThere(String object, String refusal) throws IOException {
    var answer = post(TOKENS, "{\"spec\":{\"boundObjectRef\":{" + object + "}}}");
    assertThat(told(answer)).isEqualTo(refusal);
  }

  @Test
  void aTokenRequestIsForItsAccount() throws IOException {
    assertThat(told(post(TOKENS, "{\"metadata\":{\"name\":\"other\"}}")))
        .isEqualTo(
            "Invalid: TokenRequest.authentication.k8s.io \"default\" is invalid: metadata.name:"
                + " Invalid value: \"other\": must match the service account name if specified");
    assertThat(told(post(TOKENS, "{\"metadata\":{\"namespace\":\"other\"}}")))
        .isEqualTo("BadRequest: " + OTHER_NAMESPACE);
    Obj metadata = post(TOKENS, "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}").object("metadata");
    assertThat(metadata.text("name")).isEqualTo("default");
    assertThat(metadata.object("labels").text("a")).isEqualTo("b");
  }

  @Test
  void whatIsCreatedBelowAPodNamesThePod() throws IOException {
    String[][] requests = {
      {"pods/p/eviction", "Eviction", ""},
      {"pods/p/binding", "Binding", ",\"target\":{\"name\":\"n\"}"}
    };
    for (String[] each : requests) {
      String path = CORE + each[0] + "?dryRun=All";
      String body = "{\"metadata\":{%s}" + each[2] + "}";
      assertThat(told(post(path, body.formatted(""))))
          .isEqualTo("BadRequest: name in URL does not match name in " + each[1] + " object");
      assertThat(told(post(path, body.formatted("\"name\":\"p\",\"namespace\":\"other\""))))
          .isEqualTo("BadRequest: " + OTHER_NAMESPACE);
      assertThat(post(path, body.formatted("\"name\":\"p\"")).text("status")).isEqualTo("Success");
    }
    assertThat(told(post(CORE + "bindings", "{\"target\":{\"name\":\"n\"}}")))
        .isEqualTo("BadRequest: Name parameter required.");
  }

  @Test
  void ephemeralContainersAndResourcesKeepTheRulesOfPods() throws IOException {
    String container = "{\"spec\":{\"ephemeralContainers\":[{\"name\":\"e\",%s}]}}";
    assertThat(
            told(
                patch(
                    CORE + "pods/p/ephemeralcontainers",
                    container.formatted("\"image\":\"i\",\"targetContainerName\":\"none\""))))
        .isEqualTo(
            "Invalid: Pod \"p\" is invalid: spec.ephemeralContainers[0].targetContainerName: Not"
                + " found: \"none\"");
    assertThat(
            told(
                patch(
                    CORE + "pods/p/resize",
                    "{\"spec\":{\"containers\":[{\"name\":\"c\",\"resources\":{\"requests\":{\"cpu\":\"1\"}}}]}}")))
        .isEqualTo(
            "Invalid: Pod \"p\" is invalid: spec: Invalid value: \"BestEffort\": Pod QOS Class may"
                + " not change as a result of resizing");
  }

  @Test
  void anApprovalMayAlsoNoteSomething() throws IOException {
    String requests = "/apis/certificates.k8s.io/v1/certificatesigningrequests";
    post(
        requests,
        """
        {"metadata":{"name":"jane"},
         "spec":{"request":"%s","signerName":"example.com/s","usages":["client auth"]}}
        """
            .formatted(Bytes.utf8(SIGNING_REQUEST).toBase64()));
    Obj noted =
        patch(
            requests + "/jane/approval",
            """
            {"metadata":{"annotations":{"by":"hand"}},"spec":{"signerName":"example.com/other"},
             "status":{"conditions":[{"type":"Approved","status":"True","reason":"Known"}]}}
            """);
    assertThat(noted.object("metadata").object("annotations").text("by")).isEqualTo("hand");
    assertThat(noted.object("spec").text("signerName")).isEqualTo("example.com/s");
    assertThat(noted.object("status").items("conditions")).hasSize(1);
    assertThat(told(put(requests + "/jane/approval", "{\"metadata\":{\"name\":\"jane\"}}")))
        .isEqualTo(
            "Invalid: CertificateSigningRequest.certificates.k8s.io \"jane\" is invalid:"
                + " status.conditions: Forbidden: updates may not remove a condition of type"
                + " \"Approved\"");
    assertThat(
            told(
                patch(
                    requests + "/jane/approval",
                    "{\"metadata\":{\"annotations\":{\"no key\":\"\"}}}")))
        .startsWith(
            "Invalid: CertificateSigningRequest.certificates.k8s.io \"jane\" is invalid:"
                + " metadata.annotations: Invalid value: \"no key\"");
  }

  @Test
  void namespacesAreFinalizedWithAllButTheirStatus() throws IOException {
    post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"kept\"}}");
    Obj kept =
        put(
            "/api/v1/namespaces/kept/finalize",
            """
            {"metadata":{"name":"kept","annotations":{"a":"b"}},
             "spec":{"finalizers":["kubernetes","example.com/x"]},"status":{"phase":"Terminating"}}
            """);
    assertThat(kept.object("metadata").object("annotations").text("a")).isEqualTo("b");
    assertThat(kept.object("spec").items("finalizers")).hasSize(2);
    assertThat(kept.object("status").text("phase")).isEqualTo("Active");
  }

  @Test
  void aScaleIsOfTheObjectInThePath() throws IOException {
    created(
        "replicationcontrollers",
        """
        {"metadata":{"name":"rc"},"spec":{"selector":{"a":"b"},"template":
          {"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}
        """);
    String path = CORE + "replicationcontrollers/rc/scale";
    String body = "{\"metadata\":{%s},\"spec\":{\"replicas\":3}}";
    assertThat(told(put(path, body.formatted("\"name\":\"other\""))))
        .isEqualTo(
            "BadRequest: the name of the object (other) does not match the name on the URL (rc)");
    assertThat(told(put(path, body.formatted(""))))
        .isEqualTo(
            "BadRequest: the name of the object (rc based on URL) was undeterminable: name must be"
                + " provided");
    assertThat(told(put(path, body.formatted("\"name\":\"rc\",\"namespace\":\"other\""))))
        .isEqualTo("BadRequest: " + OTHER_NAMESPACE);
    assertThat(put(path, body.formatted("\"name\":\"rc\"")).object("spec").get("replicas"))
        .isEqualTo(JsonValue.of(3));
  }

  @Test
  void aServiceNamesAFamilyOnce() throws IOException {
    created("services", "{\"metadata\":{\"name\":\"s\"},\"spec\":{\"ports\":[{\"port\":80}]}}");
    assertThat(told(patch(CORE + "services/s", "{\"spec\":{\"ipFamilies\":[\"IPv4\",\"IPv4\"]}}")))
        .isEqualTo(
            "Invalid: Service \"s\" is invalid: spec.ipFamilies[1]: Duplicate value: \"IPv4\"");
  }

  @Test
  void reviewsOfTheClusterForgetANamespace() throws IOException {
    Obj review =
        post(
            "/apis/authorization.k8s.io/v1/subjectaccessreviews",
            """
            {"metadata":{"namespace":"other"},
             "spec":{"user":"u","resourceAttributes":{"verb":"get","resource":"pods"}}}
            """);
    assertThat(review.text("kind")).isEqualTo("SubjectAccessReview");
    assertThat(review.object("metadata").has("namespace")).isFalse();
  }

  @Test
  void rulesAreThoseOfTheRoles() throws IOException {
    Obj review =
        post(
            "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
            "{\"spec\":{\"namespace\":\"default\"}}");
    assertThat(review.object("status").items("resourceRules"))
        .filteredOn(rule -> ((Obj) rule).items("verbs").equals(List.of(JsonValue.of("*"))))
        .hasSize(1);
  }
}
