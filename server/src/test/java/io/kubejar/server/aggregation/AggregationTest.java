package io.kubejar.server.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionKind;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionVersion;
import io.kubejar.api.apiregistration.v1.APIService;
import io.kubejar.api.apiregistration.v1.APIServiceCondition;
import io.kubejar.api.apiregistration.v1.APIServiceKind;
import io.kubejar.api.apiregistration.v1.ServiceReference;
import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.value.Bytes;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientResponse;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpClient;
import io.kubejar.http.UpgradeRefusedException;
import io.kubejar.server.ApiServer;
import io.kubejar.server.discovery.Discovery;
import io.kubejar.server.discovery.Served;
import io.kubejar.server.openapi.OpenApi;
import io.kubejar.server.pki.ClusterPki;
import io.kubejar.server.pki.PemText;
import io.kubejar.server.pki.PkiOptions;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.server.rest.Route;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.User;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A server behind the API server, from its registration to its end.
class AggregationTest {
  private static final String THINGS = ExtensionServer.BASE + "/things";
  private static final User USER =
      new User(
          "jane", "u-1", List.of("devs", "system:authenticated"), Map.of("a/b", List.of("x y")));

  private final Store store = MemoryStore.open();
  private final ClusterPki pki =
      ClusterPki.inMemory(
          PkiOptions.of("cluster.local", "10.96.0.1", List.of()), Clock.systemUTC());
  private final HttpClient client = HttpClient.builder().build();
  private final ApiServer server = started();
  private final Aggregation aggregation =
      new Aggregation(
          server.registries(), () -> pki.frontProxyClient().identity(), Clock.systemUTC());

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
    var served = Served.of(server.registries().served()::all, aggregation::remote);
    var routes = new ArrayList<Route>(aggregation.routes());
    routes.addAll(Discovery.served(served, "127.0.0.1"));
    routes.addAll(OpenApi.served(served, "v1.36.0"));
    aggregation.start();
    server.listen(
        List.of(new InetSocketAddress("127.0.0.1", 0)),
        _ -> new Authenticator.Outcome.Authenticated(USER),
        null,
        routes);
    server
        .registries()
        .of(NamespaceKind.NAMESPACE)
        .create(
            "",
            Namespace.builder().metadata(it -> it.name("default")).build(),
            WriteContext.system());
  }

  @AfterEach
  void stop() {
    client.close();
    aggregation.close();
    server.close();
    store.close();
  }

  private record Answer(int status, String body) {}

  private ClientRequest request(String method, String path, Headers headers) {
    return ClientRequest.of(method, URI.create("http://127.0.0.1:" + server.port() + path))
        .withHeaders(headers);
  }

  private Answer send(ClientRequest request) throws IOException {
    try (ClientResponse response = client.send(request)) {
      return new Answer(
          response.status(), new String(response.readBody(1 << 24), StandardCharsets.UTF_8));
    }
  }

  private Answer get(String path) throws IOException {
    return send(request("GET", path, Headers.empty()));
  }

  private void register(int port, boolean trusted) {
    server
        .registries()
        .of(ServiceKind.SERVICE)
        .create(
            "default",
            Service.builder()
                .metadata(it -> it.name("backend").namespace("default"))
                .spec(it -> it.type("ExternalName").externalName("localhost"))
                .build(),
            WriteContext.system());
    var authority =
        Bytes.wrap(
            (trusted ? pki.authorityPem() : frontProxyPem()).getBytes(StandardCharsets.UTF_8));
    server
        .registries()
        .of(APIServiceKind.API_SERVICE)
        .create(
            "",
            APIService.builder()
                .metadata(it -> it.name("v1.metrics.example.com"))
                .spec(
                    it ->
                        it.group("metrics.example.com")
                            .version("v1")
                            .groupPriorityMinimum(100)
                            .versionPriority(10)
                            .caBundle(authority)
                            .service(s -> s.namespace("default").name("backend").port(port)))
                .build(),
            WriteContext.system());
  }

  private String frontProxyPem() {
    return PemText.certificate(pki.frontProxyAuthority().certificate());
  }

  private String condition() {
    var service =
        server.registries().of(APIServiceKind.API_SERVICE).get("", "v1.metrics.example.com");
    return service.object().status().conditions().stream()
        .map(each -> each.status() + " " + each.reason())
        .findFirst()
        .orElse("");
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

  private void available() throws IOException, InterruptedException {
    until(() -> condition().equals("True Passed"));
    until(() -> get(THINGS).status() == 200);
  }

  @Test
  void theBackendIsToldWhoAsksByItsProxyAndNothingElse() throws Exception {
    try (var backend = new ExtensionServer(pki, true)) {
      register(backend.port(), true);
      available();

      var request =
          request(
                  "POST",
                  THINGS,
                  Headers.of(
                      "Authorization",
                      "Bearer secret",
                      "X-Remote-User",
                      "root",
                      "X-Remote-Group",
                      "system:masters",
                      "X-Remote-Extra-Scopes",
                      "all",
                      "X-Other",
                      "kept"))
              .withBody("application/json", "{}".getBytes(StandardCharsets.UTF_8));
      Answer answer = send(request);

      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.body().lines())
          .contains(
              "x-remote-user=jane",
              "x-remote-uid=u-1",
              "x-remote-group=devs",
              "x-remote-group=system:authenticated",
              "x-remote-extra-a%2fb=x y",
              "x-other=kept",
              "body={}")
          .noneMatch(line -> line.contains("secret") || line.contains("root"))
          .noneMatch(line -> line.contains("masters") || line.contains("scopes"));
    }
  }

  @Test
  void watchesAndUpgradesPassThrough() throws Exception {
    try (var backend = new ExtensionServer(pki, true)) {
      register(backend.port(), true);
      available();

      Answer watch = get(THINGS + "?watch=true");
      var upgraded =
          client.upgrade(request("GET", ExtensionServer.BASE + "/echo", Headers.empty()), "echo");

      assertThat(watch.body()).isEqualTo("{\"type\":\"ADDED\"}\n{\"type\":\"DELETED\"}\n");
      try (var bytes = upgraded.bytes()) {
        bytes.out().write(41);
        bytes.out().flush();
        assertThat(bytes.in().read()).isEqualTo(42);
      }
    }
  }

  @Test
  void anAnswerThatBreaksOffIsNotWhole() throws Exception {
    try (var backend = new ExtensionServer(pki, true)) {
      register(backend.port(), true);
      available();

      assertThatThrownBy(() -> get(ExtensionServer.BASE + "/cut")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void clientsAreNotSentElsewhere() throws Exception {
    try (var backend = new ExtensionServer(pki, true)) {
      register(backend.port(), true);
      available();

      String refusal = "the backend attempted to redirect this request, which is not permitted";
      var moved = request("GET", ExtensionServer.BASE + "/moved", Headers.empty());
      assertThat(send(moved)).isEqualTo(new Answer(502, refusal));
      assertThatThrownBy(() -> client.upgrade(moved, "echo"))
          .isInstanceOfSatisfying(
              UpgradeRefusedException.class,
              e -> {
                assertThat(e.status()).isEqualTo(502);
                assertThat(e.body()).asString(StandardCharsets.UTF_8).isEqualTo(refusal);
              });
    }
  }

  @Test
  void discoveryAndOpenApiHaveWhatTheBackendTells() throws Exception {
    try (var backend = new ExtensionServer(pki, false)) {
      register(backend.port(), true);
      available();
      var aggregated =
          Headers.of(
              "Accept", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");
      until(() -> send(request("GET", "/apis", aggregated)).body().contains("\"things\""));
      until(() -> get("/openapi/v3").body().contains("hash=ABC"));

      assertThat(send(request("GET", "/apis", aggregated)).body())
          .contains("\"shortNames\":[\"th\"]", "\"subresource\":\"status\"")
          .doesNotContain("Stale");
      assertThat(get("/apis").body()).contains("metrics.example.com/v1");
      assertThat(get("/apis/metrics.example.com").body()).contains("\"APIGroup\"");
      assertThat(get(ExtensionServer.BASE).body()).contains("APIResourceList");
      assertThat(get("/openapi/v3" + ExtensionServer.BASE).body())
          .isEqualTo("{\"openapi\": \"x\"}");
      assertThat(get("/openapi/v2").body())
          .contains("/apis/metrics.example.com/v1/things", "com.example.Thing")
          .doesNotContain("/elsewhere");
    }
  }

  @Test
  void aBackendThatIsGoneIsSaidToBeGone() throws Exception {
    try (var backend = new ExtensionServer(pki, true)) {
      register(backend.port(), true);
      available();
    }
    assertThat(get(THINGS).status()).isEqualTo(503);

    server
        .registries()
        .of(ServiceKind.SERVICE)
        .delete("default", "backend", DeleteOptions.builder().build(), WriteContext.system());

    until(() -> condition().equals("False ServiceNotFound"));
    until(() -> get(THINGS).body().equals("service unavailable\n"));
    assertThat(
            send(request(
                    "GET",
                    "/apis",
                    Headers.of(
                        "Accept",
                        "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList")))
                .body())
        .contains("Stale");
  }

  @Test
  void aBackendWithAForeignCertificateIsNotAsked() throws Exception {
    try (var backend = new ExtensionServer(pki, true)) {
      register(backend.port(), false);

      until(() -> condition().equals("False FailedDiscoveryCheck"));

      assertThat(get(THINGS)).isEqualTo(new Answer(503, "service unavailable\n"));
    }
  }

  @Test
  void whatIsServedHereIsRegisteredAndAvailable() throws Exception {
    var definitions =
        server.registries().of(CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION);
    var services = server.registries().of(APIServiceKind.API_SERVICE);
    var version =
        CustomResourceDefinitionVersion.builder()
            .name("v1")
            .served(true)
            .storage(true)
            .schema(it -> it.openAPIV3Schema(props -> props.type("object")))
            .build();
    definitions.create(
        "",
        CustomResourceDefinition.builder()
            .metadata(it -> it.name("things.example.com"))
            .spec(
                it ->
                    it.group("example.com")
                        .scope("Namespaced")
                        .names(names -> names.plural("things").kind("Thing"))
                        .versions(version))
            .build(),
        WriteContext.system());

    until(() -> services.find("", "v1.example.com") != null);
    var registered = services.get("", "v1.example.com").object();
    assertThat(registered.metadata().labels())
        .containsEntry("kube-aggregator.kubernetes.io/automanaged", "true");
    assertThat(registered.status().conditions())
        .extracting(APIServiceCondition::reason)
        .containsExactly("Local");

    definitions.delete(
        "", "things.example.com", DeleteOptions.builder().build(), WriteContext.system());
    until(() -> services.find("", "v1.example.com") == null);
  }

  @Test
  void aVersionThatComesBackHereIsLocalAgain() throws Exception {
    register(1, true);
    until(() -> condition().startsWith("False"));

    server
        .registries()
        .of(APIServiceKind.API_SERVICE)
        .change(
            "",
            "v1.metrics.example.com",
            old ->
                old.with(
                    it ->
                        it.spec(
                            spec -> spec.service((ServiceReference) null).caBundle(Bytes.EMPTY))),
            WriteContext.system());

    until(() -> condition().equals("True Local"));
    assertThat(get(THINGS).status()).isEqualTo(404);
  }
}
