package io.kubejar.cluster;

import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.core.v1.SecretKind;
import io.kubejar.api.core.v1.ServiceAccount;
import io.kubejar.cli.ServingOptions;
import io.kubejar.cli.UserException;
import io.kubejar.client.Client;
import io.kubejar.client.http.Kubeconfig;
import io.kubejar.cluster.backup.BackupRoute;
import io.kubejar.cluster.local.LocalTransport;
import io.kubejar.http.ClientTls;
import io.kubejar.http.HttpClient;
import io.kubejar.http.ServerTls;
import io.kubejar.policy.Policies;
import io.kubejar.server.ApiServer;
import io.kubejar.server.aggregation.Aggregation;
import io.kubejar.server.audit.Auditor;
import io.kubejar.server.bootstrap.Bootstrap;
import io.kubejar.server.bootstrap.BootstrapOptions;
import io.kubejar.server.bootstrap.EndpointReconciler;
import io.kubejar.server.bootstrap.IdentityLease;
import io.kubejar.server.discovery.Discovery;
import io.kubejar.server.discovery.PathList;
import io.kubejar.server.discovery.Served;
import io.kubejar.server.encryption.EncryptedStore;
import io.kubejar.server.encryption.EncryptionUpkeep;
import io.kubejar.server.encryption.KeyExchange;
import io.kubejar.server.fairness.FlowControl;
import io.kubejar.server.features.FeatureGates;
import io.kubejar.server.features.RuntimeConfig;
import io.kubejar.server.health.AdmissionMetrics;
import io.kubejar.server.health.CertificateMetrics;
import io.kubejar.server.health.FeatureMetrics;
import io.kubejar.server.health.FlowMetrics;
import io.kubejar.server.health.Health;
import io.kubejar.server.health.HealthChecks;
import io.kubejar.server.health.Metrics;
import io.kubejar.server.health.ObservedStore;
import io.kubejar.server.health.ProcessMetrics;
import io.kubejar.server.health.ReloadMetrics;
import io.kubejar.server.health.RequestMetrics;
import io.kubejar.server.health.StateMetrics;
import io.kubejar.server.health.Version;
import io.kubejar.server.kms.GrpcKeyService;
import io.kubejar.server.openapi.OpenApi;
import io.kubejar.server.openapi.SwaggerUi;
import io.kubejar.server.pki.ClusterPki;
import io.kubejar.server.pki.Credential;
import io.kubejar.server.pki.PemText;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.rest.FlowRoutes;
import io.kubejar.server.rest.Route;
import io.kubejar.server.rest.VirtualResource;
import io.kubejar.server.special.ComponentStatuses;
import io.kubejar.server.special.Specials;
import io.kubejar.server.special.service.AddressRange;
import io.kubejar.server.special.service.PortClaims;
import io.kubejar.server.special.service.StoredPortClaims;
import io.kubejar.server.spi.User;
import io.kubejar.store.Compactor;
import io.kubejar.store.Store;
import io.kubejar.store.SystemTimer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The API server with its store, its keys and its rules.
final class ControlPlane implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.kubejar.cluster");
  private static final int FIRST_NODE_PORT = 30_000;
  private static final int LAST_NODE_PORT = 32_767;

  private final Teardown owned;
  private final ClusterConfig config;
  private final ClusterPki pki;
  private final Store store;
  private final ApiServer server;
  private final Aggregation aggregation;
  private final Identities identities;
  private final Metrics metrics = new Metrics();
  private final AdmissionMetrics admission = new AdmissionMetrics(metrics);
  private final AtomicReference<@Nullable Policies> policies = new AtomicReference<>();
  private final AtomicBoolean bootstrapped = new AtomicBoolean();
  private final AtomicReference<@Nullable EndpointReconciler> endpoints = new AtomicReference<>();
  private final Duration shutdownDelay;
  private final AtomicBoolean closing = new AtomicBoolean();

  /// Opens the store and the keys, at the same time, and starts to serve.
  ///
  /// @param nodes how it believes nodes; null for the certificates of its own authority
  static ControlPlane start(
      ClusterConfig config, List<InetSocketAddress> addresses, @Nullable ClientTls nodes)
      throws IOException, InterruptedException {
    CompletableFuture<ClusterPki> pki = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("pki")
        .start(
            () -> {
              try {
                pki.complete(ServerPki.open(config));
              } catch (RuntimeException e) {
                pki.completeExceptionally(e);
              }
            });
    SystemTimer timer = new SystemTimer();
    Teardown owned = new Teardown();
    try {
      Store store = owned.own("store", StateStore.open(config, timer));
      ControlPlane plane = new ControlPlane(config, owned, store, timer, pki.join(), nodes);
      plane.listen(addresses);
      return plane;
    } catch (IOException | InterruptedException | RuntimeException e) {
      owned.close();
      throw e;
    }
  }

  private ControlPlane(
      ClusterConfig config,
      Teardown owned,
      Store store,
      SystemTimer timer,
      ClusterPki pki,
      @Nullable ClientTls nodeTrust)
      throws IOException {
    this.config = config;
    this.owned = owned;
    this.pki = pki;
    this.store = store;
    this.identities = new Identities(config, pki, this::update, owned);
    ReloadMetrics.register(metrics, "authentication", identities.configuration());
    if (store instanceof EncryptedStore encrypted) {
      KeyExchange exchange = StateStore.exchange(config, encrypted);
      EncryptionUpkeep upkeep =
          owned.own(
              "encryption",
              EncryptionUpkeep.start(
                  encrypted,
                  StateStore.reloadedEncryption(config),
                  GrpcKeyService::open,
                  EncryptionUpkeep.PAUSE));
      if (exchange == null) {
        ReloadMetrics.register(metrics, "encryption", upkeep::reloads, upkeep::failures);
      } else {
        owned.own("keys", exchange);
        ReloadMetrics.register(metrics, "encryption", exchange::reloads, exchange::failures);
      }
    }
    owned.own("compactor", Compactor.start(store, timer, Compactor.INTERVAL));
    HttpClient nodes =
        owned.own(
            "client of nodes",
            HttpClient.builder()
                .tls(
                    Objects.requireNonNullElseGet(
                            nodeTrust,
                            () -> ClientTls.authorities(List.of(pki.authority().certificate())))
                        .withIdentity(() -> pki.kubeletClient().identity()))
                .connectTimeout(Duration.ofSeconds(10))
                .build());
    HttpClient pods =
        owned.own(
            "client of pods",
            HttpClient.builder()
                .tls(ClientTls.insecure())
                .connectTimeout(Duration.ofSeconds(10))
                .build());
    ProcessMetrics.register(metrics);
    CertificateMetrics.register(metrics, pki::ends);
    if (pki.isAuthorityNearEnd()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the cluster''s authority (ca.crt) ends at {0}, and with it everything that it has"
              + " signed",
          pki.authority().certificate().getNotAfter().toInstant());
    }
    ServingOptions serving = config.server().serving();
    Duration timeout = GoDuration.parse("--request-timeout", serving.requestTimeout());
    this.shutdownDelay = GoDuration.parse("--shutdown-delay-duration", serving.shutdownDelay());
    FlowMetrics flows = new FlowMetrics(metrics);
    Auditor auditor = AuditLog.open(config.server().audit(), metrics, owned);
    FeatureGates features = AccessOptions.features(config.server());
    FeatureMetrics.register(metrics, features);
    RuntimeConfig runtimeConfig = AccessOptions.runtimeConfig(config.server());
    ApiServer.Builder builder =
        ApiServer.builder(new ObservedStore(store, metrics))
            .storageMedia(StateStore.media(config.server()))
            .features(features)
            .runtimeConfig(runtimeConfig);
    if (serving.fairness()) {
      builder.fairness(
          new FlowControl.Options(serving.reading() + serving.mutating(), timeout.dividedBy(4)),
          flows);
    }
    this.server =
        owned.own(
            "API server",
            builder
                .guards(this::guards)
                .rules(
                    registries ->
                        Specials.rules(
                            registries,
                            AddressRange.parse(config.plan().serviceRange()),
                            FIRST_NODE_PORT,
                            LAST_NODE_PORT,
                            config.server().etcd().servers().isEmpty()
                                ? PortClaims.ALONE
                                : new StoredPortClaims(store),
                            Clock.systemUTC()))
                .subresources(
                    api ->
                        Specials.subresources(
                            api.registries(),
                            identities.signer(),
                            identities.audiences(),
                            nodes,
                            pods,
                            Clock.systemUTC()))
                .virtualResources(this::virtualResources)
                .observer(new RequestMetrics(metrics))
                .admissionObserver(admission)
                .auditor(auditor)
                .inFlight(serving.mutating(), serving.reading())
                .requestTimeout(timeout)
                .retryAfter(serving.retryAfter())
                .goawayChance(serving.goawayChance())
                .assemble());
    owned.own("token labels", identities);
    server.fairness().ifPresent(flows::show);
    StateMetrics.register(metrics, server.registries(), store);
    this.aggregation =
        owned.own(
            "API aggregation",
            new Aggregation(
                server.registries(), () -> pki.frontProxyClient().identity(), Clock.systemUTC()));
  }

  private List<VirtualResource<?>> virtualResources(ApiServer api) {
    List<VirtualResource<?>> resources =
        new ArrayList<>(
            Specials.virtualResources(
                api.registries(),
                identities.reviewed(api.registries(), policies()),
                Clock.systemUTC()));
    resources.add(new ComponentStatuses(components()));
    return resources;
  }

  /// The scheduler and the controllers run in this process, so they are there when it answers.
  private Map<String, Supplier<@Nullable String>> components() {
    Map<String, Supplier<@Nullable String>> components = new LinkedHashMap<>();
    components.put("controller-manager", () -> null);
    components.put("scheduler", () -> null);
    components.put("etcd-0", this::storeFlaw);
    return components;
  }

  /// The policies are made once, for the server that asks for them first.
  private ApiServer.Guards guards(Registries view) {
    Policies made =
        Policies.of(
            view,
            Bootstrap.nodeRules(),
            AccessOptions.authorization(config.server()),
            AccessOptions.admission(config.server()),
            Clock.systemUTC(),
            admission);
    owned.own("policies", made);
    policies.set(made);
    ReloadMetrics.register(metrics, "authorization", made.configuration());
    return new ApiServer.Guards(List.of(made.authorizer()), made.plugins());
  }

  private Policies policies() {
    return Objects.requireNonNull(policies.get(), "the server asks for its guards first");
  }

  private void update(Secret secret) {
    client(User.of("system:apiserver", "system:masters"), "kube-apiserver")
        .resources(SecretKind.SECRET, secret.metadata().namespace())
        .update(secret);
  }

  /// Signs the tokens of secrets.
  String legacyToken(ServiceAccount account, Secret secret) {
    return Identities.legacyToken(identities.signer(), account, secret);
  }

  private void listen(List<InetSocketAddress> addresses) throws IOException, InterruptedException {
    List<Route> routes = routes();
    aggregation.start();
    server.listen(
        addresses,
        identities.authenticator(server.registries()),
        new ServerTls(() -> pki.serving().identity(), identities.authorities()::all),
        routes);
    BootstrapOptions options = bootstrapOptions();
    new Bootstrap(server.registries(), options, Clock.systemUTC()).run();
    if (!options.alone() && reconciles()) {
      endpoints.set(
          EndpointReconciler.start(
              store, server.registries(), options, StateStore.media(config.server())));
    }
    bootstrapped.set(true);
    owned.own(
        "identity lease",
        IdentityLease.start(
            server.registries(),
            hostName(),
            BootstrapOptions.endpoint(config.advertised(), server.port()),
            Clock.systemUTC()));
  }

  private List<Route> routes() {
    Supplier<Served> served = Served.of(server.registries().served()::all, aggregation::remote);
    List<Route> routes = new ArrayList<>(aggregation.routes());
    routes.addAll(
        Discovery.served(
            served, BootstrapOptions.endpoint(config.advertised(), config.address().getPort())));
    routes.addAll(OpenApi.served(served, Version.GIT_VERSION));
    HealthChecks checks =
        HealthChecks.standard(
            this::storeFlaw,
            store instanceof EncryptedStore encrypted && encrypted.configuration().hasServices()
                ? () -> encrypted.configuration().serviceFlaw()
                : null,
            bootstrapped::get,
            closing::get);
    routes.addAll(Health.routes(checks));
    routes.addAll(identities.openIdRoutes());
    if (config.server().serving().swaggerUi()) {
      routes.addAll(SwaggerUi.routes());
    }
    routes.add(Version.route());
    routes.add(metrics.route());
    routes.add(PathList.of(routes, checks.paths()));
    routes.add(
        BackupRoute.of(
            store instanceof EncryptedStore encrypted ? encrypted.sealed() : store,
            config.directory()));
    server.fairness().ifPresent(fairness -> routes.addAll(FlowRoutes.of(fairness)));
    return routes;
  }

  private BootstrapOptions bootstrapOptions() {
    ClusterConfig.Membership membership = config.membership();
    return new BootstrapOptions(
        List.of(config.advertised()),
        membership == null
            ? BootstrapOptions.endpoint(config.advertised(), server.port())
            : membership.endpoint(),
        config.server().etcd().servers().isEmpty(),
        server.port(),
        List.of(config.plan().serviceRange()),
        config.plan().apiService(),
        pki.authorityPem(),
        PemText.certificate(pki.frontProxyAuthority().certificate()));
  }

  /// Whether this server tells the others of itself.
  private boolean reconciles() {
    return switch (config.server().serving().endpointReconciler()) {
      case "lease" -> true;
      case "none" -> false;
      default ->
          throw new UserException(
              "--endpoint-reconciler-type: \"%s\" is none of lease, none"
                  .formatted(config.server().serving().endpointReconciler()));
    };
  }

  private static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "localhost";
    }
  }

  ApiServer server() {
    return server;
  }

  /// Who counts what queues of controllers in this process do.
  QueueMetrics queues() {
    return new QueueMetrics(metrics);
  }

  ClusterPki pki() {
    return pki;
  }

  /// How an administrator reaches the server.
  Kubeconfig.Entry administrator() {
    Credential admin = pki.admin();
    return new Kubeconfig.Entry(
        config.name(),
        "https://"
            + BootstrapOptions.endpoint(
                config.membership() == null ? "127.0.0.1" : config.advertised(), server.port()),
        pki.authorityPem(),
        admin.certificatePem(),
        admin.keyPem());
  }

  /// The API for a component of this process, as the user whose rights it has.
  ///
  /// @param component the name under which it owns the fields that it writes
  Client client(User user, String component) {
    return new Client(new LocalTransport(server.direct().as(user, component)));
  }

  /// What is wrong with the store, if anything.
  private @Nullable String storeFlaw() {
    try {
      store.revision();
      return store.failure().map(Throwable::getMessage).orElse(null);
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /// The end is near; a store that does not answer is not to hold it up.
  void hurry() {
    store.hurry();
  }

  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      EndpointReconciler leaving = endpoints.getAndSet(null);
      if (leaving != null) {
        leaving.close();
      }
      try {
        Thread.sleep(shutdownDelay);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    owned.close();
  }
}
