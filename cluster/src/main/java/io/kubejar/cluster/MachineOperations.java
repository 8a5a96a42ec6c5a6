package io.kubejar.cluster;

import io.kubejar.cli.ClusterOptions;
import io.kubejar.cli.Console;
import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.EtcdOptions;
import io.kubejar.cli.Operations;
import io.kubejar.cli.Role;
import io.kubejar.cli.RunOptions;
import io.kubejar.cli.SealingOptions;
import io.kubejar.cli.UserException;
import io.kubejar.client.http.Kubeconfig;
import io.kubejar.cluster.etcd.MemberTable;
import io.kubejar.cluster.machines.BootstrapToken;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The command line's operations on this machine.
final class MachineOperations implements Operations {
  /// An end that takes longer than this has waited for something.
  private static final Duration LONG = Duration.ofSeconds(3);

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
    if (MachineFile.exists(directory)) {
      return new MachineStart(cluster, detach, console).again();
    }
    boolean real = Preflight.nodeKind(run, console);
    ClusterConfig config = Settings.config(cluster, run, real, hostName());
    Preflight.requireFree(config.address());
    Preflight.requireAddresses(config);
    return new Serving(cluster, settings(config, run))
        .run(
            detach,
            () -> {
              Cluster started = Cluster.start(config, console::step);
              settings(config, run, started.port()).write(directory);
              writeKubeconfigs(directory, cluster.name(), started, run, console);
              console.say(
                  "Cluster \"%s\" is up after %.1f s; try: kubectl get nodes"
                      .formatted(cluster.name(), (System.nanoTime() - begin) / 1e9));
              return started;
            });
  }

  static Settings settings(ClusterConfig config, RunOptions run) {
    return settings(config, run, config.address().getPort());
  }

  static Settings settings(ClusterConfig config, RunOptions run, int port) {
    String node = config.nodes() instanceof ClusterConfig.Nodes.Real real ? real.name() : "";
    return Settings.of(config, port).withNode(node, run.runtimeEndpoint());
  }

  static void writeKubeconfigs(
      DataDirectory directory, String name, Cluster cluster, RunOptions run, Console console)
      throws IOException {
    writeKubeconfig(directory, cluster.administrator(), console);
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

  /// Writes the administrator's kubeconfig. One that is there for the same server will do where the
  /// disk takes nothing.
  static void writeKubeconfig(DataDirectory directory, Kubeconfig.Entry admin, Console console)
      throws IOException {
    Path file = directory.kubeconfig();
    try {
      Kubeconfig.empty().with(admin).write(file);
    } catch (IOException e) {
      if (!Files.exists(file)
          || !Kubeconfig.read(file).endpoint().server().toString().equals(admin.server())) {
        throw e;
      }
      console.say("The kubeconfig %s was left as it is: %s".formatted(file, e.getMessage()));
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
  public int init(
      ClusterOptions cluster, List<String> arguments, Init init, boolean detach, Console console)
      throws IOException, InterruptedException {
    return new InitOperation(cluster, detach, console).run(arguments, init);
  }

  @Override
  public int join(
      ClusterOptions cluster, List<String> arguments, Join join, boolean detach, Console console)
      throws IOException, InterruptedException {
    return new JoinOperation(cluster, detach, console).run(arguments, join);
  }

  @Override
  public int tokenCreate(
      ClusterOptions cluster, NewToken token, JoinCommandLine shown, Console console)
      throws IOException {
    return new TokenOperations(cluster, console).create(token, shown);
  }

  @Override
  public int tokenList(ClusterOptions cluster, Console console) throws IOException {
    return new TokenOperations(cluster, console).list();
  }

  @Override
  public int tokenDelete(ClusterOptions cluster, List<String> tokens, Console console)
      throws IOException {
    return new TokenOperations(cluster, console).delete(tokens);
  }

  @Override
  public int tokenGenerate(Console console) {
    console.say(BootstrapToken.random(new SecureRandom()).text());
    return 0;
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
      RunningProcess.end(running.get(), Serving.END_GRACE);
      if (System.nanoTime() - begin > LONG.toNanos()) {
        OwnEtcd.tellOfLostMajority(directory, console);
      }
    }
    for (Role role : Role.values()) {
      Optional<ProcessHandle> one = RunningProcess.find(directory.pidFile(role));
      if (one.isPresent()) {
        RunningProcess.end(one.get(), Serving.END_GRACE);
      }
      Files.deleteIfExists(directory.pidFile(role));
    }
    // Again, for what a process that was killed has left.
    new Remains(directory, settings).remove();
    Files.deleteIfExists(directory.stopPods());
    OwnEtcd.stop(directory, reset, console);
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
    return new StoreOperations(console, new SealingOptions()).backup(cluster, etcd, file);
  }

  @Override
  public int restore(
      ClusterOptions cluster,
      EtcdOptions etcd,
      SealingOptions sealing,
      Path file,
      boolean replace,
      Console console)
      throws IOException, InterruptedException {
    return new StoreOperations(console, sealing).restore(cluster, etcd, file, replace);
  }

  @Override
  public int storeCheck(
      ClusterOptions cluster,
      EtcdOptions etcd,
      SealingOptions sealing,
      boolean cut,
      Console console)
      throws IOException {
    return new StoreOperations(console, sealing).check(cluster, etcd, cut);
  }

  @Override
  public int storeMigrate(
      String from, String to, EtcdOptions etcd, SealingOptions sealing, Console console)
      throws IOException {
    return new StoreOperations(console, sealing).migrate(from, to, etcd);
  }

  @Override
  public int storeRotateKey(ClusterOptions cluster, boolean dropOld, Console console)
      throws IOException, InterruptedException {
    return new KeyRotation(cluster.directory(), console).run(dropOld);
  }

  @Override
  public int etcdMembers(ClusterOptions cluster, Console console) throws IOException {
    try (MemberTable members = new MemberTable(OwnEtcd.here(cluster.directory()))) {
      members.lines().forEach(console::say);
    }
    return 0;
  }

  @Override
  public int etcdRemove(ClusterOptions cluster, String member, Console console) throws IOException {
    try (MemberTable members = new MemberTable(OwnEtcd.here(cluster.directory()))) {
      members.remove(member);
    }
    console.say("The member \"%s\" is taken out".formatted(member));
    return 0;
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

  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "localhost";
    }
  }
}
