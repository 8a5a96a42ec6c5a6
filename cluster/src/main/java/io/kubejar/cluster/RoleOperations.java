package io.kubejar.cluster;

import io.kubejar.cli.ClusterOptions;
import io.kubejar.cli.Console;
import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.LeaderOptions;
import io.kubejar.cli.Role;
import io.kubejar.cli.RunOptions;
import io.kubejar.cli.UserException;
import io.kubejar.client.ApiEventRecorder;
import io.kubejar.client.Client;
import io.kubejar.client.Informers;
import io.kubejar.client.LeaderElector;
import io.kubejar.client.QueueObserver;
import io.kubejar.client.http.Endpoint;
import io.kubejar.client.http.HttpTransport;
import io.kubejar.client.http.Kubeconfig;
import io.kubejar.cluster.network.NodeInterface;
import io.kubejar.controllers.certificates.SigningAuthority;
import io.kubejar.controllers.serviceaccount.TokenMaker;
import io.kubejar.dns.ClusterZone;
import io.kubejar.dns.DnsServer;
import io.kubejar.dns.Forwarder;
import io.kubejar.dns.Responder;
import io.kubejar.http.ClientTls;
import io.kubejar.http.Pem;
import io.kubejar.node.agent.api.ClusterSecurity;
import io.kubejar.proxy.ProxySettings;
import io.kubejar.proxy.ServiceProxy;
import io.kubejar.scheduler.Profile;
import io.kubejar.scheduler.Scheduler;
import io.kubejar.server.health.Version;
import io.kubejar.server.token.TokenSigner;
import io.kubejar.store.OpenException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One role of a cluster as a process of its own; all but the server work against any API server
/// that a kubeconfig names.
final class RoleOperations {
  private final ClusterOptions cluster;
  private final RunOptions run;
  private final Console console;
  private final Teardown owned = new Teardown();
  private final CountDownLatch stopped = new CountDownLatch(1);

  RoleOperations(ClusterOptions cluster, RunOptions run, Console console) {
    this.cluster = cluster;
    this.run = run;
    this.console = console;
  }

  int run(Role role) throws IOException, InterruptedException {
    Logging.to(System.err);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stopped.countDown();
                  try {
                    ended.await(30, java.util.concurrent.TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "shutdown"));
    try (QuietHeap _ = QuietHeap.start()) {
      boolean real = role == Role.NODE && !run.simulated();
      ClusterConfig config = Settings.config(cluster, run, real, hostName());
      if (role != Role.SERVER) {
        note(role, config);
      }
      switch (role) {
        case SERVER -> server(config);
        case CONTROLLERS -> controllers(config);
        case SCHEDULER -> scheduler();
        case NODE -> node(config);
        case PROXY -> proxy(config);
        case DNS -> dns(config);
      }
      stopped.await();
    } finally {
      owned.close();
      ended.countDown();
    }
    return 0;
  }

  /// Notes what `down` and `reset` have to end and to take away.
  private void note(Role role, ClusterConfig config) throws IOException {
    DataDirectory directory = cluster.directory();
    Path file = directory.pidFile(role);
    if (RunningProcess.find(file).isPresent()) {
      throw new UserException("this role runs already, as " + file + " tells");
    }
    RunningProcess.note(file);
    owned.own("note of the process", () -> RunningProcess.forget(file));
    Settings stored = Settings.read(directory);
    Settings known = stored == null ? Settings.of(config, config.address().getPort()) : stored;
    boolean onMachine = role == Role.PROXY || config.nodes() instanceof ClusterConfig.Nodes.Real;
    if (onMachine && known.node().isEmpty()) {
      known = known.withNode(nodeName(), run.runtimeEndpoint());
    }
    if (!known.equals(stored)) {
      known.write(directory);
    }
  }

  private String nodeName() {
    return run.nodeName() == null ? hostName() : run.nodeName();
  }

  private void server(ClusterConfig config) throws IOException, InterruptedException {
    DataDirectory directory = cluster.directory();
    FileChannel claim = RunningProcess.claim(directory);
    owned.own(
        "data directory",
        () -> {
          RunningProcess.forget(directory.pidFile());
          claim.close();
        });
    if (Settings.read(directory) == null) {
      Settings.of(config, config.address().getPort()).write(directory);
    }
    ControlPlane plane;
    try {
      plane =
          owned.own(
              "control plane", ControlPlane.start(config, List.of(config.address()), nodeTrust()));
    } catch (OpenException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    }
    Kubeconfig.Entry admin = plane.administrator();
    MachineOperations.writeKubeconfig(directory, admin, console);
    console.say("API server on " + admin.server() + ", kubeconfig " + directory.kubeconfig());
  }

  /// Nodes that join a server of its own have certificates from elsewhere.
  private ClientTls nodeTrust() throws IOException {
    Path authority = run.server().kubeletAuthority();
    return authority == null
        ? ClientTls.insecure()
        : ClientTls.authorities(Pem.certificates(Files.readString(authority)));
  }

  private Endpoint endpoint() throws IOException {
    Path file = run.kubeconfig() == null ? cluster.directory().kubeconfig() : run.kubeconfig();
    if (!Files.exists(file)) {
      throw new UserException("there is no kubeconfig " + file + "; name one with --kubeconfig");
    }
    return Kubeconfig.read(file).endpoint();
  }

  private Client client(String component) throws IOException {
    return new Client(
        owned.own(
            "client",
            new HttpTransport(endpoint(), component + "/" + Version.GIT_VERSION + " (kubejar)")));
  }

  private void lead(Client client, String component, Runnable work) {
    LeaderOptions options = run.leader();
    if (Boolean.FALSE.equals(options.elect())) {
      work.run();
      return;
    }
    owned.own(
        "leader election",
        Election.of(options, hostName())
            .run(
                client,
                options.name() == null ? component : options.name(),
                new LeaderElector.Leadership() {
                  @Override
                  public void started() {
                    work.run();
                  }

                  /// A process that led and no longer does ends, for its supervisor to start anew.
                  @Override
                  public void stopped() {
                    stopped.countDown();
                  }
                }));
  }

  private void controllers(ClusterConfig config) throws IOException {
    Client client = client("kube-controller-manager");
    Informers informers = owned.own("informers", new Informers(client));
    Controllers all =
        owned.own(
            "controllers",
            new Controllers(
                account -> client,
                informers,
                authority(),
                signing(),
                tokens(),
                config.plan().podRange(),
                QueueObserver.Maker.NONE));
    lead(
        client,
        "kube-controller-manager",
        () -> {
          informers.start();
          all.start();
          console.say("controllers run");
        });
  }

  /// The authority of the API server's certificate, which goes into `kube-root-ca.crt`.
  private String authority() throws IOException {
    return endpoint().tls().trust() instanceof ClientTls.Trust.Authorities(var certificates)
        ? Pems.encode(certificates)
        : "";
  }

  /// In whose name certificates are signed: as options say, otherwise the cluster's own authority
  /// where its key is at hand; null to leave requests to others.
  private @Nullable SigningAuthority signing() throws IOException {
    Path certificate = run.signingCertificate();
    Path key = run.signingKey();
    if (certificate == null && key == null) {
      Path kubeconfig =
          run.kubeconfig() == null ? cluster.directory().kubeconfig() : run.kubeconfig();
      Path pki = kubeconfig.toAbsolutePath().resolveSibling("pki");
      certificate = pki.resolve("ca.crt");
      key = pki.resolve("ca.key");
      if (!Files.isReadable(certificate) || !Files.isReadable(key)) {
        return null;
      }
    }
    if (certificate == null || key == null) {
      throw new UserException(
          "--cluster-signing-cert-file and --cluster-signing-key-file belong together");
    }
    return new SigningAuthority(
        Pem.certificates(Files.readString(certificate)).getFirst(),
        Pem.privateKey(Files.readString(key)));
  }

  /// Who signs the tokens that secrets hold: the cluster's own key where it is at hand; null to
  /// leave such secrets to others.
  private @Nullable TokenMaker tokens() throws IOException {
    Path key = run.serviceAccountKey();
    if (key == null) {
      Path kubeconfig =
          run.kubeconfig() == null ? cluster.directory().kubeconfig() : run.kubeconfig();
      key = kubeconfig.toAbsolutePath().resolveSibling("pki").resolve("sa.key");
      if (!Files.isReadable(key)) {
        return null;
      }
    }
    try {
      TokenSigner signer = new TokenSigner(ServiceAccountKeys.read(key), "");
      return (account, secret) -> Identities.legacyToken(signer, account, secret);
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "--service-account-private-key-file %s: %s".formatted(key, e.getMessage()));
    }
  }

  private void scheduler() throws IOException {
    Client client = client("kube-scheduler");
    Informers informers = owned.own("informers", new Informers(client));
    ApiEventRecorder recorder =
        owned.own(
            "events",
            new ApiEventRecorder(client, "default-scheduler", "", InstantSource.system()));
    Scheduler scheduler =
        owned.own(
            "scheduler",
            new Scheduler(
                client,
                informers,
                recorder,
                Profile.standard(client, recorder),
                InstantSource.system(),
                RandomGenerator.getDefault()));
    lead(
        client,
        "kube-scheduler",
        () -> {
          informers.start();
          scheduler.start();
          console.say("scheduler runs");
        });
  }

  private void node(ClusterConfig config) throws IOException, InterruptedException {
    Client client = client("kubelet");
    Informers informers = owned.own("informers", new Informers(client));
    switch (config.nodes()) {
      case ClusterConfig.Nodes.None() -> {}
      case ClusterConfig.Nodes.Pretended(String name) -> {
        owned.own("simulated node", SimulatedNodes.startOne(name, config, client, informers));
        informers.start();
      }
      case ClusterConfig.Nodes.Simulated(int count) -> {
        owned.own(
            "simulated nodes", SimulatedNodes.start(count, config, name -> client, informers));
        informers.start();
      }
      case ClusterConfig.Nodes.Real settings -> {
        Endpoint endpoint = endpoint();
        new NodeInterface(RealNode.MachineParts.of(config, settings).nodeInterface())
            .install(List.of(config.plan().node()), config.plan().serviceRange());
        RealNode node = owned.own("node", new RealNode(config, settings));
        var runtime = node.startRuntime();
        informers.start();
        node.startAgent(runtime, client, informers, security(client, endpoint, config, settings));
      }
    }
    console.say("node runs");
  }

  private static ClusterSecurity security(
      Client client, Endpoint endpoint, ClusterConfig config, ClusterConfig.Nodes.Real settings) {
    return NodeServing.selfSigned(
        client,
        config,
        settings.name(),
        endpoint.tls().trust() instanceof ClientTls.Trust.Authorities(var certificates)
            ? certificates
            : List.of());
  }

  private void proxy(ClusterConfig config) throws IOException {
    Client client = client("kube-proxy");
    Informers informers = owned.own("informers", new Informers(client));
    owned.own(
        "service proxy",
        new ServiceProxy(
                informers,
                new ProxySettings(
                    serviceTable(config), nodeName(), config.plan().podRange(), Set.of()))
            .start());
    informers.start();
    console.say("service proxy runs");
  }

  private String serviceTable(ClusterConfig config) {
    DataDirectory directory = cluster.directory();
    return RealNode.MachineParts.of(
            config,
            new ClusterConfig.Nodes.Real(nodeName(), directory.node(), directory.images(), null))
        .serviceTable();
  }

  private void dns(ClusterConfig config) throws IOException {
    Informers informers = owned.own("informers", new Informers(client("coredns")));
    ClusterZone zone = new ClusterZone(config.domain(), informers);
    informers.start();
    int port = run.port() == 6443 ? 53 : run.port();
    DnsServer server =
        owned.own(
            "DNS",
            DnsServer.start(
                new Responder(zone, Forwarder.fromFile(Path.of("/etc/resolv.conf")), new Random()),
                new InetSocketAddress(InetAddress.getByName(run.bindAddress()), port)));
    console.say("DNS on " + run.bindAddress() + ":" + server.port());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "localhost";
    }
  }
}
