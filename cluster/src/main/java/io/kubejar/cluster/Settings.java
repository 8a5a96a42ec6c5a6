package io.kubejar.cluster;

import io.kubejar.cli.ClusterOptions;
import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.RunOptions;
import io.kubejar.cli.UserException;
import io.kubejar.cluster.network.AddressPlan;
import io.kubejar.server.authentication.StaticTokenAuthenticator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The settings of a cluster's last start, which `down`, `reset` and `status` need to find all that
/// belongs to it.
///
/// @param name the cluster's name
/// @param port the API server's port
/// @param podRange the addresses of pods
/// @param serviceRange the addresses of services
/// @param node the real node's name; empty for simulated nodes
/// @param runtime the socket of a containerd that is not the cluster's own; empty for none
record Settings(
    String name, int port, String podRange, String serviceRange, String node, String runtime) {
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  AddressPlan plan() {
    return AddressPlan.of(name, podRange, serviceRange);
  }

  /// The settings of a cluster without a real node.
  static Settings of(ClusterConfig config, int port) {
    return new Settings(
        config.name(), port, config.plan().podRange(), config.plan().serviceRange(), "", "");
  }

  /// The same with a real node, or with none when its name is empty.
  Settings withNode(String name, @Nullable Path runtime) {
    return new Settings(
        this.name, port, podRange, serviceRange, name, runtime == null ? "" : runtime.toString());
  }

  /// The settings a start writes, or null when there never was one.
  static @Nullable Settings read(DataDirectory directory) throws IOException {
    if (!Files.exists(directory.settings())) {
      return null;
    }
    Properties stored = new Properties();
    try (var in = Files.newBufferedReader(directory.settings())) {
      stored.load(in);
    }
    return new Settings(
        stored.getProperty("name", "kubejar"),
        Integer.parseInt(stored.getProperty("port", "0")),
        stored.getProperty("pod-cidr", ""),
        stored.getProperty("service-cidr", ""),
        stored.getProperty("node", ""),
        stored.getProperty("runtime", ""));
  }

  /// Writes them as a whole, where they are new: a disk without room leaves what was there.
  void write(DataDirectory directory) throws IOException {
    Map<String, String> stored = new LinkedHashMap<>();
    stored.put("name", name);
    stored.put("port", Integer.toString(port));
    stored.put("pod-cidr", podRange);
    stored.put("service-cidr", serviceRange);
    stored.put("node", node);
    stored.put("runtime", runtime);
    // Not by Properties, whose date comment loads the names of all time zones at every start.
    StringBuilder text = new StringBuilder();
    stored.forEach(
        (key, value) ->
            text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n'));
    Path file = directory.settings();
    if (Files.exists(file) && Files.readString(file).contentEquals(text)) {
      return;
    }
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// The configuration that options ask for.
  static ClusterConfig config(ClusterOptions cluster, RunOptions run, boolean real, String hostName)
      throws IOException {
    if (!cluster.name().matches("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?")) {
      throw new UserException(
          "--name \""
              + cluster.name()
              + "\" has to be up to 32 lower case letters, digits and '-'");
    }
    require(run.port() >= 0 && run.port() <= 65535, "--port has to be from 0 to 65535");
    require(run.nodes() >= 0, "--nodes has to be 0 or more");
    String node = (run.nodeName() == null ? hostName : run.nodeName()).toLowerCase(Locale.ROOT);
    require(
        node.length() <= 253 && SUBDOMAIN.matcher(node).matches(),
        "the node's name \"%s\" has to be lower case letters, digits, '-' and '.';".formatted(node)
            + " give another with --node-name");
    Path tokens = run.server().tokenAuthFile();
    if (tokens != null) {
      requireTokens(tokens);
    }
    AccessOptions.admission(run.server());
    AccessOptions.authorization(run.server());
    OutsideIdentities.check(run.server());
    AccessOptions.features(run.server());
    AccessOptions.runtimeConfig(run.server());
    Path runtime = run.runtimeEndpoint();
    require(
        runtime == null || !real || Files.exists(runtime),
        "there is no socket " + runtime + "; is the container runtime running?");
    DataDirectory directory = cluster.directory();
    AddressPlan plan;
    try {
      plan = AddressPlan.of(cluster.name(), run.podCidr(), run.serviceCidr());
    } catch (IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    }
    InetAddress bind = address(run.bindAddress());
    makeDirectory(directory.root());
    ClusterConfig.Nodes nodes =
        real
            ? new ClusterConfig.Nodes.Real(
                node, directory.node(), directory.images(), run.runtimeEndpoint())
            : new ClusterConfig.Nodes.Simulated(run.nodes());
    return new ClusterConfig(
        cluster.name(),
        directory.root(),
        new InetSocketAddress(bind, run.port()),
        plan,
        nodes,
        "cluster.local",
        run.server(),
        election(run, hostName),
        null);
  }

  /// Who leads: an election where others may share the etcd, if nothing else was said.
  private static @Nullable Election election(RunOptions run, String hostName) {
    Boolean said = run.leader().elect();
    boolean elect = said == null ? !run.server().etcd().servers().isEmpty() : said;
    return elect ? Election.of(run.leader(), hostName) : null;
  }

  private static void require(boolean right, String message) {
    if (!right) {
      throw new UserException(message);
    }
  }

  private static void requireTokens(Path file) throws IOException {
    try {
      StaticTokenAuthenticator.load(file);
    } catch (IllegalArgumentException e) {
      throw new UserException("--token-auth-file " + file + ": " + e.getMessage());
    }
  }

  static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new UserException("--bind-address \"" + text + "\" is not an address of this machine");
    }
  }

  private static void makeDirectory(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      Path parent = root.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(
          root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }
}
