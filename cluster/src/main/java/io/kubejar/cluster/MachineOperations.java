package io.kubejar.cluster;

import io.kubejar.cli.ClusterOptions;
import io.kubejar.cli.Console;
import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.EtcdOptions;
import io.kubejar.cli.Operations;
import io.kubejar.cli.Role;
import io.kubejar.cli.RunOptions;
import io.kubejar.cli.UserException;
import io.kubejar.client.http.Kubeconfig;
import io.kubejar.node.containerd.NodeParts;
import io.kubejar.store.OpenException;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// The command line's operations on this machine.
final class MachineOperations implements Operations {
  private static final System.Logger LOG = System.getLogger("io.kubejar.cluster");
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
  private static final Duration END_GRACE = Duration.ofSeconds(60);

  @Override
  public int up(ClusterOptions cluster, RunOptions run, boolean detach, Console console)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    DataDirectory directory = cluster.directory();
    Optional<ProcessHandle> running = RunningProcess.find(directory);
    if (running.isPresent()) {
      console.say(
          "Cluster \"%s\" runs already (process %d, %s)"
              .formatted(cluster.name(), running.get().pid(), directory.root()));
      return 0;
    }
    boolean real = nodeKind(run, console);
    ClusterConfig config = Settings.config(cluster, run, real, hostName());
    requireFree(config.address());
    requireAddresses(config);
    try (FileChannel _ = RunningProcess.claim(directory)) {
      PrintStream log = Detached.openLog(directory.log());
      Logging.to(detach ? log : System.err);
      return serve(cluster, run, config, detach ? log : null, console, begin);
    }
  }

  /// Runs a cluster until this process is asked to end.
  ///
  /// @param log where to write from the background; null for the foreground
  private static int serve(
      ClusterOptions cluster,
      RunOptions run,
      ClusterConfig config,
      @Nullable PrintStream log,
      Console console,
      long begin)
      throws IOException, InterruptedException {
    DataDirectory directory = cluster.directory();
    Settings settings = settings(config, run);
    settings.write(directory);
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(stopped, ended), "shutdown"));
    try (Cluster started = Cluster.start(config, console::step)) {
      settings(config, run, started.port()).write(directory);
      writeKubeconfigs(directory, cluster.name(), started, run, console);
      console.say(
          "Cluster \"%s\" is up after %.1f s; try: kubectl get nodes"
              .formatted(cluster.name(), (System.nanoTime() - begin) / 1e9));
      if (log != null) {
        System.setOut(log);
        System.setErr(log);
        Detached.letGo();
      }
      stopped.await();
    } catch (OpenException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      LOG.log(log == null ? Level.DEBUG : Level.ERROR, "The cluster failed", e);
      throw e;
    } finally {
      if (Files.deleteIfExists(directory.stopPods())) {
        new Remains(directory, settings).remove();
      }
      RunningProcess.forget(directory.pidFile());
      ended.countDown();
    }
    return 0;
  }

  private static void awaitEnd(CountDownLatch stopped, CountDownLatch ended) {
    stopped.countDown();
    try {
      ended.await(END_GRACE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Settings settings(ClusterConfig config, RunOptions run) {
    return settings(config, run, config.address().getPort());
  }

  private static Settings settings(ClusterConfig config, RunOptions run, int port) {
    String node = config.nodes() instanceof ClusterConfig.Nodes.Real real ? real.name() : "";
    return Settings.of(config, port).withNode(node, run.runtimeEndpoint());
  }

  /// Whether the node is to be real; says why when it is not, and installs what it lacks.
  private static boolean nodeKind(RunOptions run, Console console)
      throws IOException, InterruptedException {
    if (run.simulated()) {
      console.say("Nodes are simulated, as asked for: containers only pretend to run");
      return false;
    }
    if (!ROOT) {
      console.say("Nodes are simulated, since only root can run containers: they pretend to run");
      return false;
    }
    Set<NodeParts.Part> missing = NodeParts.missing();
    if (!missing.isEmpty()) {
      String names = String.join(", ", missing.stream().map(NodeParts.Part::program).toList());
      String command = NodeParts.installCommand(missing).orElse("the machine's package manager");
      if (!run.mayInstall()) {
        throw new UserException(
            "this machine lacks "
                + names
                + "; install them with: "
                + command
                + ", or run with --simulated");
      }
      console.say("This machine lacks " + names + "; installing them: " + command);
      long since = System.nanoTime();
      NodeParts.install(missing, line -> {});
      console.step("Installed " + names, Duration.ofNanos(System.nanoTime() - since));
    }
    return true;
  }

  private static void requireFree(InetSocketAddress address) {
    if (address.getPort() == 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(address);
    } catch (IOException e) {
      String host = address.getAddress().getHostAddress();
      if (!isLocal(address.getAddress())) {
        throw new UserException("--bind-address " + host + " is not an address of this machine");
      }
      throw new UserException(
          address.getPort() < 1024 && !ROOT
              ? "port %d of %s can't be used: %s".formatted(address.getPort(), host, e.getMessage())
              : "port %d of %s is in use; choose another with --port"
                  .formatted(address.getPort(), host));
    }
  }

  private static boolean isLocal(InetAddress address) {
    try {
      return address.isAnyLocalAddress()
          || NetworkInterface.getByInetAddress(address) != null
          || address.isLoopbackAddress();
    } catch (SocketException e) {
      return true;
    }
  }

  /// Refuses to share the addresses of a real node with another cluster.
  private static void requireAddresses(ClusterConfig config) throws IOException {
    if (!(config.nodes() instanceof ClusterConfig.Nodes.Real node)) {
      return;
    }
    String own = RealNode.MachineParts.of(config, node).nodeInterface();
    NetworkInterface holder =
        NetworkInterface.getByInetAddress(InetAddress.ofLiteral(config.plan().node()));
    if (holder != null && !holder.getName().equals(own)) {
      throw new UserException(
          "the addresses %s are in use on %s, by another cluster most likely; choose another"
                  .formatted(config.plan().podRange(), holder.getName())
              + " --name, or other ranges with --pod-cidr and --service-cidr");
    }
  }

  private static void writeKubeconfigs(
      DataDirectory directory, String name, Cluster cluster, RunOptions run, Console console)
      throws IOException {
    Kubeconfig.empty().with(cluster.administrator()).write(directory.kubeconfig());
    if (!run.merge()) {
      return;
    }
    Path users = usersKubeconfig();
    try {
      Kubeconfig.read(users).with(cluster.administrator()).write(users);
      console.say("kubectl's context is now \"%s\" (%s)".formatted(name, users));
    } catch (IOException e) {
      console.say(
          "The kubeconfig %s was left as it is: %s. Use: export KUBECONFIG=%s"
              .formatted(users, e.getMessage(), directory.kubeconfig()));
    }
  }

  private static Path usersKubeconfig() {
    String listed = System.getenv("KUBECONFIG");
    if (listed != null && !listed.isBlank()) {
      return Path.of(listed.split(":")[0]);
    }
    return DataDirectory.home().resolve(".kube").resolve("config");
  }

  @Override
  public int role(Role role, ClusterOptions cluster, RunOptions run, Console console)
      throws IOException, InterruptedException {
    return new RoleOperations(cluster, run, console).run(role);
  }

  @Override
  public int down(ClusterOptions cluster, boolean reset, Console console)
      throws IOException, InterruptedException {
    DataDirectory directory = cluster.directory();
    Settings settings = Settings.read(directory);
    if (settings == null) {
      if (reset && Files.isDirectory(directory.root())) {
        throw new UserException(directory.root() + " was not made by kubejar; it is left as it is");
      }
      console.say("There is no cluster in " + directory.root());
      return 0;
    }
    long begin = System.nanoTime();
    Optional<ProcessHandle> running = RunningProcess.find(directory);
    if (running.isPresent()) {
      Files.writeString(directory.stopPods(), "");
      RunningProcess.end(running.get(), END_GRACE);
    }
    for (Role role : Role.values()) {
      Optional<ProcessHandle> one = RunningProcess.find(directory.pidFile(role));
      if (one.isPresent()) {
        RunningProcess.end(one.get(), END_GRACE);
      }
      Files.deleteIfExists(directory.pidFile(role));
    }
    // Again, for what a process that was killed has left.
    new Remains(directory, settings).remove();
    Files.deleteIfExists(directory.stopPods());
    console.step("Stopped cluster " + settings.name(), Duration.ofNanos(System.nanoTime() - begin));
    if (reset) {
      removeContext(settings.name(), directory, console);
      Remains.deleteTree(directory.root());
      console.say("Deleted " + directory.root());
    }
    return 0;
  }

  private static void removeContext(String name, DataDirectory directory, Console console) {
    Path users = usersKubeconfig();
    if (!Files.exists(users) || !Files.exists(directory.kubeconfig())) {
      return;
    }
    try {
      Kubeconfig kubeconfig = Kubeconfig.read(users);
      if (kubeconfig.sameEntry(name, Kubeconfig.read(directory.kubeconfig()))) {
        kubeconfig.without(name).write(users);
      }
    } catch (IOException e) {
      console.say("The kubeconfig %s was left as it is: %s".formatted(users, e.getMessage()));
    }
  }

  @Override
  public int status(ClusterOptions cluster, boolean json, Console console) throws IOException {
    return new StatusReport(cluster.directory()).print(json, console);
  }

  @Override
  public int rehearse(Console console) throws IOException, InterruptedException {
    Rehearsal.run();
    return 0;
  }

  @Override
  public int backup(ClusterOptions cluster, EtcdOptions etcd, Path file, Console console)
      throws IOException {
    return new StoreOperations(console).backup(cluster, etcd, file);
  }

  @Override
  public int restore(
      ClusterOptions cluster, EtcdOptions etcd, Path file, boolean replace, Console console)
      throws IOException {
    return new StoreOperations(console).restore(cluster, etcd, file, replace);
  }

  @Override
  public int storeCheck(ClusterOptions cluster, EtcdOptions etcd, Console console)
      throws IOException {
    return new StoreOperations(console).check(cluster, etcd);
  }

  @Override
  public int storeMigrate(String from, String to, EtcdOptions etcd, Console console)
      throws IOException {
    return new StoreOperations(console).migrate(from, to, etcd);
  }

  @Override
  public int storeRotateKey(ClusterOptions cluster, boolean dropOld, Console console)
      throws IOException {
    KeyRotation rotation = new KeyRotation(cluster.directory(), console);
    return dropOld ? rotation.dropOld() : rotation.rotate();
  }

  @Override
  public int imageBuild(
      ClusterOptions cluster,
      String name,
      Path directory,
      @Nullable Path dockerfile,
      Console console)
      throws IOException {
    return new Images(cluster.directory().images()).build(name, directory, dockerfile, console);
  }

  @Override
  public int imageBusybox(ClusterOptions cluster, String name, Console console) throws IOException {
    return new Images(cluster.directory().images()).busybox(name, console);
  }

  @Override
  public int imageLoad(ClusterOptions cluster, Path archive, Console console) throws IOException {
    return new Images(cluster.directory().images()).load(archive, console);
  }

  @Override
  public List<String> images(ClusterOptions cluster) throws IOException {
    return new Images(cluster.directory().images()).list();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "localhost";
    }
  }
}
