package io.kubejar.node.agent;

import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeSystemInfo;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.SecretKind;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.meta.v1.ListOptions;
import io.kubejar.api.value.Quantity;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informer;
import io.kubejar.client.Informers;
import io.kubejar.client.Lister;
import io.kubejar.linux.Cgroups;
import io.kubejar.node.agent.api.NodeApi;
import io.kubejar.node.agent.api.NodeApiSecurity;
import io.kubejar.node.agent.config.NodeConfig;
import io.kubejar.node.agent.event.PodEvents;
import io.kubejar.node.agent.image.ImageGarbage;
import io.kubejar.node.agent.image.ImagePulls;
import io.kubejar.node.agent.log.LogRotation;
import io.kubejar.node.agent.object.ReferencedObjects;
import io.kubejar.node.agent.pod.PodCgroups;
import io.kubejar.node.agent.pod.PodSurroundings;
import io.kubejar.node.agent.pod.PodWorkers;
import io.kubejar.node.agent.probe.ProbeHandler;
import io.kubejar.node.agent.runtime.RuntimeView;
import io.kubejar.node.agent.status.StatusWriter;
import io.kubejar.node.agent.time.Timeline;
import io.kubejar.node.agent.volume.Disk;
import io.kubejar.node.cri.ContainerRuntime;
import io.kubejar.node.cri.v1.VersionResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The agent of one node. Many may live in one process; each costs a few virtual threads and those
/// of its pods.
///
/// Closing it leaves the containers running: the next agent with the same configuration goes on
/// with them.
public final class NodeAgent implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.kubejar.node");
  private static final Duration LEASE_PERIOD = Duration.ofSeconds(10);
  private static final Duration LOOK_AROUND = Duration.ofMinutes(1);
  private static final Duration FIRST_SYNC = Duration.ofMinutes(10);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private final Builder parts;
  private final NodeConfig config;
  private final ExecutorService threads;
  private final StatusWriter statuses;
  private final ProbeHandler prober;
  private final ReferencedObjectsPair objects;
  private final RuntimeView view;
  private final PodWorkers workers;
  private final Informer<Pod> pods;
  private final @Nullable Informer<Service> ownServices;
  private final boolean sharedInformers;
  private final Map<String, Quantity> capacity;
  private final Map<String, Quantity> allocatable;
  private final PodEvents events;
  private final String runtimeName;
  private final NodeSystemInfo info;
  private final List<Heartbeat> heartbeats = new java.util.ArrayList<>();
  private @Nullable NodeApi api;
  private @Nullable NodeStatusReporter reporter;
  private @Nullable Thread arrival;

  private record ReferencedObjectsPair(
      ReferencedObjects<io.kubejar.api.core.v1.ConfigMap> configMaps,
      ReferencedObjects<io.kubejar.api.core.v1.Secret> secrets) {}

  private NodeAgent(Builder parts) {
    this.parts = parts;
    this.config = parts.config;
    Client client = parts.client;
    this.threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("node-" + config.name() + "-", 0).factory());
    this.capacity =
        config.capacity().isEmpty() ? Machine.capacity(config.directory()) : config.capacity();
    this.allocatable = Machine.allocatable(capacity, config.reserved());
    this.events = new PodEvents(parts.recorder);
    this.statuses = new StatusWriter(client, config.name());
    this.prober = new ProbeHandler(parts.runtime);
    this.objects =
        new ReferencedObjectsPair(
            new ReferencedObjects<>(client, ConfigMapKind.CONFIG_MAP),
            new ReferencedObjects<>(client, SecretKind.SECRET));
    this.view =
        new RuntimeView(parts.runtime, config.owner(), this::podChanged, this::everythingChanged);
    VersionResponse version = parts.runtime.version();
    this.runtimeName = version.getRuntimeName();
    this.info = Machine.info(runtimeName + "://" + version.getRuntimeVersion(), config.version());
    Informers shared = parts.informers;
    this.sharedInformers = shared != null;
    Lister<Service> services;
    if (shared != null) {
      this.pods = shared.of(PodKind.POD);
      this.ownServices = null;
      services = shared.of(ServiceKind.SERVICE).lister();
    } else {
      this.pods =
          new Informer<>(
              client,
              PodKind.POD,
              "",
              ListOptions.builder().fieldSelector("spec.nodeName=" + config.name()).build());
      this.ownServices =
          new Informer<>(client, ServiceKind.SERVICE, "", ListOptions.builder().build());
      services = ownServices.lister();
    }
    this.workers =
        new PodWorkers(
            new PodSurroundings(
                config,
                client,
                parts.runtime,
                runtimeName,
                view,
                parts.timeline,
                threads,
                events,
                statuses,
                new ImagePulls(parts.runtime, events, parts.timeline, threads),
                prober,
                objects.configMaps(),
                objects.secrets(),
                () -> allocatable,
                Math.max(1, capacity.getOrDefault("memory", Quantity.ZERO).value()),
                services::list,
                config.hostFiles() && isRoot() ? new Disk.Root() : new Disk.User(),
                cgroups()));
  }

  private PodCgroups cgroups() {
    String root = config.cgroupRoot();
    return root == null ? PodCgroups.none() : PodCgroups.below(Cgroups.ofThisMachine(), root);
  }

  private static boolean isRoot() {
    try {
      return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }

  private void podChanged(String uid) {
    workers.changed(uid);
  }

  private void everythingChanged() {
    workers.allChanged();
  }

  /// Begins to run the node's pods. Returns at once; what the API server refuses at first is tried
  /// again.
  ///
  /// @throws IOException when the node's own API cannot listen
  public void start() throws IOException {
    NodeApiSecurity security = parts.security;
    int port = 0;
    if (config.api() != null && security != null) {
      api = new NodeApi(config, security, parts.runtime, view, workers, runtimeName);
      api.start(config.api());
      port = api.port();
    }
    NodeStatusReporter status =
        new NodeStatusReporter(
            config, parts.client, parts.runtime, events, capacity, allocatable, info, port);
    reporter = status;
    NodeLease lease = new NodeLease(parts.client, config.name());
    heartbeats.add(
        new Heartbeat(
            "node-status-" + config.name(),
            config.statusPeriod(),
            parts.timeline,
            () -> status.report(parts.timeline.now())));
    heartbeats.add(
        new Heartbeat(
            "node-lease-" + config.name(),
            LEASE_PERIOD,
            parts.timeline,
            () -> lease.renew(status.node(), parts.timeline.now())));
    heartbeats.add(
        new Heartbeat(
            "node-upkeep-" + config.name(), LOOK_AROUND, parts.timeline, workers::allChanged));
    if (config.hostFiles()) {
      LogRotation rotation = new LogRotation(parts.runtime, config.owner());
      heartbeats.add(
          new Heartbeat("node-logs-" + config.name(), LEASE_PERIOD, parts.timeline, rotation::run));
      ImageGarbage garbage = new ImageGarbage(parts.runtime, config.directory(), parts.timeline);
      heartbeats.add(
          new Heartbeat(
              "node-images-" + config.name(), Duration.ofMinutes(5), parts.timeline, garbage::run));
    }
    statuses.start();
    heartbeats.forEach(Heartbeat::start);
    arrival = Thread.ofVirtual().name("node-arrival-" + config.name()).start(this::arrive);
  }

  /// Services before pods, so that no container starts without their variables; what nobody owns is
  /// ended when all pods are known.
  private void arrive() {
    try {
      if (ownServices != null) {
        ownServices.start();
        ownServices.awaitSync(FIRST_SYNC);
      }
      view.start();
      pods.addHandler(workers);
      if (!sharedInformers) {
        pods.start();
      }
      if (pods.awaitSync(FIRST_SYNC)) {
        workers.removeOrphans();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "node " + config.name() + " could not begin", e);
    }
  }

  /// The port of the node's own API, 0 when there is none.
  public int apiPort() {
    return api == null ? 0 : api.port();
  }

  /// The node's object as the agent last saw it.
  public @Nullable Node node() {
    return reporter == null ? null : reporter.node();
  }

  /// The node's pods with their newest statuses.
  public List<Pod> pods() {
    return workers.pods();
  }

  @Override
  public void close() {
    heartbeats.forEach(Heartbeat::close);
    if (api != null) {
      api.close();
    }
    if (arrival != null) {
      arrival.interrupt();
    }
    if (!sharedInformers) {
      pods.close();
    }
    if (ownServices != null) {
      ownServices.close();
    }
    view.close();
    workers.close();
    statuses.close();
    threads.shutdownNow();
    try {
      if (arrival != null) {
        arrival.join(LONGEST_CLOSE);
      }
      if (!threads.awaitTermination(LONGEST_CLOSE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "node {0}: some work did not end", config.name());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    objects.configMaps().close();
    objects.secrets().close();
    prober.close();
  }

  /// Collects what an agent is made of.
  ///
  /// @param config who the node is
  /// @param runtime closed by whoever made it
  /// @param timeline closed by whoever made it
  public static Builder builder(
      NodeConfig config,
      Client client,
      ContainerRuntime runtime,
      Timeline timeline,
      EventRecorder recorder) {
    return new Builder(config, client, runtime, timeline, recorder);
  }

  /// An agent in the making.
  public static final class Builder {
    private final NodeConfig config;
    private final Client client;
    private final ContainerRuntime runtime;
    private final Timeline timeline;
    private final EventRecorder recorder;
    private @Nullable Informers informers;
    private @Nullable NodeApiSecurity security;

    private Builder(
        NodeConfig config,
        Client client,
        ContainerRuntime runtime,
        Timeline timeline,
        EventRecorder recorder) {
      this.config = config;
      this.client = client;
      this.runtime = runtime;
      this.timeline = timeline;
      this.recorder = recorder;
    }

    /// Informers on all pods and services, shared with others in the process; without them the
    /// agent follows its own pods only.
    public Builder informers(Informers value) {
      informers = value;
      return this;
    }

    /// Who may use the node's own API; without it there is none.
    public Builder security(NodeApiSecurity value) {
      security = value;
      return this;
    }

    public NodeAgent build() {
      return new NodeAgent(this);
    }
  }
}
