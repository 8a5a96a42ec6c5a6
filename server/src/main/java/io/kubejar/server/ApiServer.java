package io.kubejar.server;

import io.kubejar.http.HttpServer;
import io.kubejar.http.ServerTls;
import io.kubejar.server.audit.Auditor;
import io.kubejar.server.direct.DirectApi;
import io.kubejar.server.extension.CustomResources;
import io.kubejar.server.extension.DefinitionRule;
import io.kubejar.server.extension.custom.Conversion;
import io.kubejar.server.extension.custom.CustomScale;
import io.kubejar.server.fairness.FlowControl;
import io.kubejar.server.fairness.FlowCounts;
import io.kubejar.server.features.FeatureGates;
import io.kubejar.server.features.RuntimeConfig;
import io.kubejar.server.features.ServedFeatures;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.ServedKinds;
import io.kubejar.server.rest.AccessControl;
import io.kubejar.server.rest.Front;
import io.kubejar.server.rest.RequestObserver;
import io.kubejar.server.rest.ResourceHandler;
import io.kubejar.server.rest.ResourceTable;
import io.kubejar.server.rest.Route;
import io.kubejar.server.rest.SubresourceHandler;
import io.kubejar.server.rest.VirtualResource;
import io.kubejar.server.spi.AdmissionObserver;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.StatefulRule;
import io.kubejar.server.spi.webhook.WebhookCaller;
import io.kubejar.server.storage.StorageMedia;
import io.kubejar.store.Store;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An API server on top of a store: the registries of all kinds, reached over HTTP and from within
/// the process.
///
/// ```
/// HttpServer → Front (authentication, audit, fairness, authorization) → Route | ResourceHandler
///                                                                        ↓
/// DirectApi (authorization) ─────────────────────────────────→ Registries (admission) → Store
/// ```
///
/// [Builder#assemble] makes the parts, which work within the process at once; [#listen] opens the
/// port. The store stays the caller's.
public final class ApiServer implements AutoCloseable {
  private static final Duration REQUESTS_END = Duration.ofSeconds(8);

  private final Registries registries;
  private final ResourceTable table;
  private final AccessControl access;
  private final Builder options;
  private final @Nullable FlowControl fairness;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable Front front;
  private final WebhookCaller webhooks;
  private final CustomResources customResources;
  private volatile List<HttpServer> http = List.of();

  private ApiServer(Builder options) {
    this.options = options;
    // The plugins are made while the registries are, from the view that those will be.
    var guards = new ArrayList<Guards>(1);
    this.registries =
        new Registries(
            options.store,
            options.media,
            options.clock,
            view -> {
              guards.add(options.guards.apply(view));
              return guards.getFirst().plugins();
            },
            this::rules,
            new ServedKinds(new ServedFeatures(options.runtimeConfig, options.features)),
            options.features,
            options.admission);
    this.access = new AccessControl(guards.getFirst().authorizers());
    this.table =
        new ResourceTable(
            registries.served(), subresources(), options.virtualResources.apply(this));
    var objects = new FlowObjects(registries, table);
    this.fairness =
        options.fairness == null
            ? null
            : new FlowControl(
                objects, objects, options.fairness, options.flowCounts, options.clock);
    this.webhooks = new WebhookCaller(registries);
    this.customResources =
        new CustomResources(
            registries, options.clock, definition -> Conversion.of(definition, webhooks));
    customResources.start();
  }

  private List<StatefulRule<?>> rules(Registries made) {
    var all = new ArrayList<StatefulRule<?>>(options.rules.apply(made));
    all.add(new DefinitionRule());
    return all;
  }

  private List<SubresourceHandler> subresources() {
    var all = new ArrayList<SubresourceHandler>(options.subresources.apply(this));
    all.add(CustomScale.handler(registries, options.clock));
    return all;
  }

  public static Builder builder(Store store) {
    return new Builder(store);
  }

  /// The registries, for parts of the server itself; they ask for no authorization.
  public Registries registries() {
    return registries;
  }

  /// The authorizers, as one.
  public AccessControl access() {
    return access;
  }

  /// The API for callers within the process.
  public DirectApi direct() {
    return new DirectApi(registries, table, access, options.auditor);
  }

  /// Opens the port on each of the addresses.
  ///
  /// @param authenticator who finds out who asks
  /// @param tls how connections are secured; null for none
  /// @param routes what answers paths that are not resources
  public void listen(
      List<InetSocketAddress> addresses,
      Authenticator authenticator,
      @Nullable ServerTls tls,
      List<Route> routes)
      throws IOException {
    var made =
        new Front(
            authenticator,
            access,
            routes,
            new ResourceHandler(table, registries, access, options.clock),
            new Front.Bounds(
                options.mutating, options.reading, fairness, options.timeout, options.goawayChance),
            options.observer,
            options.auditor,
            options.features);
    front = made;
    var opened = new ArrayList<HttpServer>();
    for (InetSocketAddress address : addresses) {
      // A port left open is picked once, for all addresses.
      int port =
          address.getPort() == 0 && !opened.isEmpty()
              ? opened.getFirst().port()
              : address.getPort();
      var builder =
          HttpServer.builder(made)
              .bind(new InetSocketAddress(address.getAddress(), port))
              .name("kubejar-api");
      if (tls != null) {
        builder.tls(tls);
      }
      try {
        opened.add(builder.start());
      } catch (IOException e) {
        opened.forEach(HttpServer::close);
        throw e;
      }
    }
    http = List.copyOf(opened);
  }

  /// The port it listens on.
  public int port() {
    List<HttpServer> listening = http;
    if (listening.isEmpty()) {
      throw new IllegalStateException("the server does not listen");
    }
    return listening.getFirst().port();
  }

  /// Ends all watches, lets what is under way end within the time, and stops. Requests that end by
  /// themselves, unlike somebody's shell, may take some seconds more.
  public void shutdown(Duration grace) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    Front answering = front;
    if (answering != null) {
      answering.drain(options.retryAfter);
    }
    customResources.close();
    registries.endWatches();
    endListening(grace);
    // Requests that were under way may have asked them.
    webhooks.close();
    if (answering != null) {
      answering.close();
    }
    if (fairness != null) {
      fairness.close();
    }
    registries.close();
  }

  private void endListening(Duration grace) {
    Front answering = front;
    BooleanSupplier busy = () -> answering != null && answering.isBusy();
    List<Thread> ending =
        http.stream()
            .map(it -> Thread.ofVirtual().start(() -> it.shutdown(grace, REQUESTS_END, busy)))
            .toList();
    try {
      for (Thread thread : ending) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Who decides in which order requests are worked on, if anybody.
  public Optional<FlowControl> fairness() {
    return Optional.ofNullable(fairness);
  }

  @Override
  public void close() {
    shutdown(Duration.ofSeconds(2));
  }

  /// What stands between a request and the registries.
  ///
  /// @param authorizers asked in this order
  /// @param plugins the admission plugins, in this order
  public record Guards(List<Authorizer> authorizers, List<AdmissionPlugin> plugins) {
    public Guards {
      authorizers = List.copyOf(authorizers);
      plugins = List.copyOf(plugins);
    }
  }

  /// Collects what a server is made of. Parts that need the server are given as functions of it.
  public static final class Builder {
    private final Store store;
    private StorageMedia media = StorageMedia.JSON;
    private Clock clock = Clock.systemUTC();
    private Function<Registries, Guards> guards = _ -> new Guards(List.of(), List.of());
    private Function<Registries, List<StatefulRule<?>>> rules = _ -> List.of();
    private Function<ApiServer, List<SubresourceHandler>> subresources = _ -> List.of();
    private Function<ApiServer, List<VirtualResource<?>>> virtualResources = _ -> List.of();
    private RequestObserver observer = RequestObserver.NONE;
    private AdmissionObserver admission = AdmissionObserver.NONE;
    private Auditor auditor = Auditor.OFF;
    private FlowControl.@Nullable Options fairness;
    private FlowCounts flowCounts = FlowCounts.NONE;
    private Duration timeout = Duration.ofMinutes(1);
    private FeatureGates features = FeatureGates.DEFAULT;
    private RuntimeConfig runtimeConfig = RuntimeConfig.DEFAULT;
    private boolean retryAfter;
    private double goawayChance;
    private int mutating = 200;
    private int reading = 400;

    private Builder(Store store) {
      this.store = store;
    }

    /// How objects are written to the store; as JSON unless told.
    public Builder storageMedia(StorageMedia media) {
      this.media = media;
      return this;
    }

    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /// The authorizers and admission plugins; without any, every request is refused.
    public Builder guards(Function<Registries, Guards> guards) {
      this.guards = guards;
      return this;
    }

    public Builder rules(Function<Registries, List<StatefulRule<?>>> rules) {
      this.rules = rules;
      return this;
    }

    public Builder subresources(Function<ApiServer, List<SubresourceHandler>> subresources) {
      this.subresources = subresources;
      return this;
    }

    public Builder virtualResources(
        Function<ApiServer, List<VirtualResource<?>>> virtualResources) {
      this.virtualResources = virtualResources;
      return this;
    }

    public Builder observer(RequestObserver observer) {
      this.observer = observer;
      return this;
    }

    /// Who hears of admission.
    public Builder admissionObserver(AdmissionObserver admission) {
      this.admission = admission;
      return this;
    }

    /// Who tells the audit log; stays the caller's.
    public Builder auditor(Auditor auditor) {
      this.auditor = auditor;
      return this;
    }

    /// The most writes and the most reads at the same time.
    public Builder inFlight(int mutating, int reading) {
      this.mutating = mutating;
      this.reading = reading;
      return this;
    }

    /// Lets flow schemas and priority levels say which requests go first, in the place of the
    /// bounds of [#inFlight].
    public Builder fairness(FlowControl.Options options, FlowCounts counts) {
      this.fairness = options;
      this.flowCounts = counts;
      return this;
    }

    /// The longest that a request may take which is no watch or the like; a minute unless told.
    public Builder requestTimeout(Duration timeout) {
      this.timeout = timeout;
      return this;
    }

    /// Whether clients are asked to try again while the server ends, and not just refused.
    public Builder retryAfter(boolean retryAfter) {
      this.retryAfter = retryAfter;
      return this;
    }

    /// How likely a request over HTTP/2 is to be the last of its connection, from 0 to 1; none is
    /// unless told.
    public Builder goawayChance(double chance) {
      this.goawayChance = chance;
      return this;
    }

    /// Which features are on.
    public Builder features(FeatureGates features) {
      this.features = features;
      return this;
    }

    /// Which built-in versions and resources are served.
    public Builder runtimeConfig(RuntimeConfig runtimeConfig) {
      this.runtimeConfig = runtimeConfig;
      return this;
    }

    public ApiServer assemble() {
      return new ApiServer(this);
    }
  }
}
