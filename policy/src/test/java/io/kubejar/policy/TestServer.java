package io.kubejar.policy;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.http.ClientTls;
import io.kubejar.http.HttpClient;
import io.kubejar.http.ServerTls;
import io.kubejar.server.ApiServer;
import io.kubejar.server.authentication.AuthenticatorChain;
import io.kubejar.server.authentication.BootstrapTokenAuthenticator;
import io.kubejar.server.authentication.CertificateAuthenticator;
import io.kubejar.server.authentication.ServiceAccountAuthenticator;
import io.kubejar.server.authentication.StaticTokenAuthenticator;
import io.kubejar.server.bootstrap.Bootstrap;
import io.kubejar.server.bootstrap.BootstrapOptions;
import io.kubejar.server.discovery.Discovery;
import io.kubejar.server.discovery.OpenIdRoutes;
import io.kubejar.server.health.AdmissionMetrics;
import io.kubejar.server.health.Health;
import io.kubejar.server.health.HealthChecks;
import io.kubejar.server.health.Metrics;
import io.kubejar.server.health.ProcessMetrics;
import io.kubejar.server.health.RequestMetrics;
import io.kubejar.server.health.StateMetrics;
import io.kubejar.server.health.Version;
import io.kubejar.server.openapi.OpenApi;
import io.kubejar.server.pki.ClusterPki;
import io.kubejar.server.pki.PkiOptions;
import io.kubejar.server.rest.Route;
import io.kubejar.server.special.Specials;
import io.kubejar.server.special.service.AddressRange;
import io.kubejar.server.special.service.PortClaims;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.User;
import io.kubejar.server.token.TokenSigner;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// A whole API server with the standard policies on a store in memory. Started as a program it
/// listens until it is ended, for tools to try it out.
final class TestServer implements AutoCloseable {
  static final String TOKEN = "test-token";
  private static final String ISSUER = "https://kubernetes.default.svc";

  private final Store store = MemoryStore.open();
  private final ClusterPki pki;
  private final Policies policies;
  private final ApiServer server;
  private final HttpClient nodeClient;
  private final HttpClient podClient;
  private final AuthenticatorChain authenticator;
  private final Metrics metrics = new Metrics();
  private final AdmissionMetrics admission = new AdmissionMetrics(metrics);
  private final TokenSigner signer;

  TestServer() throws Exception {
    this(AdmissionSettings.DEFAULT);
  }

  TestServer(AdmissionSettings settings) throws Exception {
    Clock clock = Clock.systemUTC();
    AddressRange services = AddressRange.parse("10.96.0.0/16");
    pki =
        ClusterPki.inMemory(
            PkiOptions.of("cluster.local", services.first(), List.of("127.0.0.1")), clock);
    signer = new TokenSigner(pki.serviceAccountKeys(), ISSUER);
    List<String> audiences = List.of(ISSUER);
    nodeClient =
        HttpClient.builder()
            .tls(
                ClientTls.authorities(List.of(pki.authority().certificate()))
                    .withIdentity(pki.kubeletClient().identity()))
            .build();
    podClient = HttpClient.builder().tls(ClientTls.insecure()).build();
    var made = new AtomicReference<Policies>();
    var view = new AtomicReference<ClusterView>();
    var chain = new AtomicReference<AuthenticatorChain>();
    var accounts = new AtomicReference<ServiceAccountAuthenticator>();
    server =
        ApiServer.builder(store)
            .clock(clock)
            .observer(new RequestMetrics(metrics))
            .admissionObserver(admission)
            .guards(
                cluster -> {
                  view.set(cluster);
                  Policies standard =
                      Policies.of(
                          cluster,
                          Bootstrap.nodeRules(),
                          AuthorizationSettings.DEFAULT,
                          settings,
                          clock,
                          admission);
                  made.set(standard);
                  return new ApiServer.Guards(List.of(standard.authorizer()), standard.plugins());
                })
            .rules(
                registries ->
                    Specials.rules(registries, services, 30000, 32767, PortClaims.ALONE, clock))
            .subresources(
                it ->
                    Specials.subresources(
                        it.registries(), signer, audiences, nodeClient, podClient, clock))
            .virtualResources(
                it -> {
                  var tokens =
                      new ServiceAccountAuthenticator(signer, audiences, it.registries(), clock);
                  accounts.set(tokens);
                  chain.set(
                      new AuthenticatorChain(
                          List.of(
                              new CertificateAuthenticator(
                                  () -> List.of(pki.authority().certificate()), clock),
                              StaticTokenAuthenticator.of(
                                  TOKEN, User.of("admin", "system:masters")),
                              tokens,
                              new BootstrapTokenAuthenticator(it.registries(), clock)),
                          true));
                  return Specials.virtualResources(
                      it.registries(),
                      new Specials.Identity(
                          signer,
                          audiences,
                          chain.get(),
                          tokens,
                          made.get().authorizer(),
                          made.get().rules()),
                      clock);
                })
            .assemble();
    policies = made.get();
    authenticator = chain.get();
    new Bootstrap(
            server.registries(),
            BootstrapOptions.alone(
                "192.0.2.2",
                6443,
                List.of("10.96.0.0/16"),
                services.first(),
                pki.authorityPem(),
                null),
            clock)
        .run();
  }

  ApiServer server() {
    return server;
  }

  ClusterPki pki() {
    return pki;
  }

  TokenSigner signer() {
    return signer;
  }

  AuthenticatorChain authenticator() {
    return authenticator;
  }

  int listen(int port) throws IOException {
    ProcessMetrics.register(metrics);
    StateMetrics.register(metrics, server.registries(), store);
    var routes = new ArrayList<Route>();
    routes.addAll(Discovery.routes(BuiltInKinds.ALL, "127.0.0.1:" + port));
    routes.addAll(OpenApi.routes(BuiltInKinds.ALL, Version.GIT_VERSION));
    routes.addAll(Health.routes(HealthChecks.standard(() -> null, () -> true, () -> false)));
    routes.addAll(OpenIdRoutes.of(signer, "https://127.0.0.1:" + port));
    routes.add(Version.route());
    routes.add(metrics.route());
    server.listen(
        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
        authenticator,
        ServerTls.of(pki.serving().identity(), List.of(pki.authority().certificate())),
        routes);
    return server.port();
  }

  @Override
  public void close() {
    server.close();
    policies.close();
    nodeClient.close();
    podClient.close();
    store.close();
  }

  public static void main(String[] arguments) throws Exception {
    try (var server = new TestServer()) {
      System.out.println("port " + server.listen(Integer.parseInt(arguments[0])));
      Thread.currentThread().join();
    }
  }
}
