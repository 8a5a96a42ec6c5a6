package io.kubejar.cluster;

import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.cli.ClusterOptions;
import io.kubejar.cli.Console;
import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.MemberOptions;
import io.kubejar.cli.Operations.Init;
import io.kubejar.cli.Operations.Join;
import io.kubejar.cli.RunOptions;
import io.kubejar.cli.UserException;
import io.kubejar.client.Client;
import io.kubejar.client.http.Endpoint;
import io.kubejar.client.http.HttpTransport;
import io.kubejar.cluster.etcd.EtcdFiles;
import io.kubejar.cluster.etcd.EtcdMember;
import io.kubejar.cluster.etcd.EtcdMembership;
import io.kubejar.cluster.machines.BootstrapToken;
import io.kubejar.cluster.machines.ClusterInfo;
import io.kubejar.cluster.machines.ClusterShape;
import io.kubejar.cluster.machines.JoinRights;
import io.kubejar.cluster.machines.NodeCertificate;
import io.kubejar.cluster.machines.SharedKeys;
import io.kubejar.http.ClientTls;
import io.kubejar.server.health.Version;
import io.kubejar.server.pki.Credential;
import io.kubejar.store.Keys;
import io.kubejar.store.Store;
import io.kubejar.store.StoreException;
import io.kubejar.store.SystemTimer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Begins a cluster of several machines, joins one, and starts a machine of one again.
///
/// All that can be wrong is looked for before anything is written; what was written is taken away
/// when the first start fails.
final class MembershipOperations {
  private static final Keys OBJECTS = Keys.prefix("/registry/");
  private static final Duration CERTIFICATE_WAIT = Duration.ofSeconds(60);
  private static final int PORT = 6443;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ClusterOptions cluster;
  private final DataDirectory directory;
  private final boolean detach;
  private final Console console;
  private final long begin = System.nanoTime();
  private @Nullable EtcdMembership etcd;

  MembershipOperations(ClusterOptions cluster, boolean detach, Console console) {
    this.cluster = cluster;
    this.directory = cluster.directory();
    this.detach = detach;
    this.console = console;
  }

  int init(List<String> arguments, Init init) throws IOException, InterruptedException {
    BootstrapToken token =
        init.token() == null ? BootstrapToken.random(RANDOM) : BootstrapToken.parse(init.token());
    Instant end = TokenOperations.end("--token-ttl", init.timeToLive());
    String key =
        init.certificateKey() == null ? SharedKeys.randomKey(RANDOM) : init.certificateKey();
    SharedKeys.key(key);
    requireUnused();
    List<String> resolved = resolved(arguments);
    if (init.stacked()) {
      resolved.addAll(OwnEtcd.options(directory, MemberOptions.of(resolved)));
    }
    MemberOptions options = MemberOptions.of(resolved);
    boolean real = real(options);
    boolean inEtcd = !options.run().server().etcd().servers().isEmpty();
    EtcdMembership etcd = ownEtcd(options);
    if (etcd != null) {
      etcd.requireRoom();
    } else if (inEtcd) {
      requireEmptyEtcd(options.run());
    }
    Set<Path> before = present();
    try {
      ClusterConfig config = config(options, real);
      MemberConfig.preflight(config);
      new MachineFile(true, resolved).write(directory);
      return serve(
          config,
          options,
          etcd == null ? null : etcd::found,
          started -> {
            Client client = started.client();
            new JoinRights(client).grant(shape(config));
            client
                .resources(io.kubejar.api.core.v1.SecretKind.SECRET, BootstrapToken.NAMESPACE)
                .create(
                    token.toSecret(
                        BootstrapToken.Purpose.joining(
                            end, "The first token, made by kubejar init.")));
            if (inEtcd) {
              TokenOperations.upload(client, directory, key);
            }
            tell(token, inEtcd ? key : null);
          });
    } catch (IOException | InterruptedException | RuntimeException e) {
      undo(before);
      throw e;
    }
  }

  private void tell(BootstrapToken token, @Nullable String key) throws IOException {
    console.say("Join nodes with:");
    console.say("  " + TokenOperations.command(directory, token, null));
    if (key == null) {
      console.say(
          "Further servers need an etcd (--cluster-init or --etcd-servers); this one keeps the"
              + " state itself.");
    } else {
      console.say("Join further servers, within two hours, with:");
      console.say("  " + TokenOperations.command(directory, token, key));
    }
  }

  int join(List<String> arguments, Join join) throws IOException, InterruptedException {
    BootstrapToken token = BootstrapToken.parse(join.token());
    byte[] key = join.certificateKey() == null ? null : SharedKeys.key(join.certificateKey());
    String endpoint = Addresses.endpoint("the server", join.server(), PORT);
    requireUnused();
    URI server = URI.create("https://" + endpoint);
    ClusterInfo info = ClusterInfo.discover(server, token, join.hashes());
    console.say("The cluster at %s is the one that the token is for".formatted(endpoint));
    var access =
        new Endpoint(server, ClientTls.authorities(info.authorities()), () -> token.text());
    Set<Path> before = present();
    try (var transport = new HttpTransport(access, "kubejar-join/" + Version.GIT_VERSION)) {
      Client client = new Client(transport);
      ClusterShape shape = shape(client);
      List<String> all = new ArrayList<>(arguments);
      all.add("--pod-cidr=" + shape.podRange());
      all.add("--service-cidr=" + shape.serviceRange());
      all.add("--control-plane-endpoint=" + shape.endpoint());
      return key == null
          ? joinAsNode(client, info, List.of(server, info.server()), all)
          : joinAsServer(client, shape, key, all);
    } catch (ApiException e) {
      undo(before);
      throw new UserException(
          e.status().code() == 401 || e.status().code() == 403
              ? "the token \"%s\" is not good for joining: %s".formatted(token.id(), e.getMessage())
              : String.valueOf(e.getMessage()));
    } catch (IOException | InterruptedException | RuntimeException e) {
      undo(before);
      throw e;
    }
  }

  private int joinAsNode(Client client, ClusterInfo info, List<URI> servers, List<String> arguments)
      throws IOException, InterruptedException {
    MemberOptions options = MemberOptions.of(arguments);
    if (!options.withNode()) {
      throw new UserException("a machine that is no server has to be a node: leave out --no-node");
    }
    List<String> resolved = new ArrayList<>(arguments);
    if (options.nodeAddress() == null) {
      resolved.add("--node-ip=" + Addresses.ofThisMachine("--node-ip"));
      options = MemberOptions.of(resolved);
    }
    boolean real = real(options);
    ClusterConfig config = MemberConfig.node(cluster, options, real);
    MemberConfig.preflight(config);
    String name = MemberConfig.nodeName(options);
    requireNewNode(client, name);
    Credential credential = NodeCertificate.first(client, name, CERTIFICATE_WAIT);
    console.say("The cluster vouches for this machine as node %s".formatted(name));
    Files.createDirectories(directory.pki(), ownerOnly("rwx------"));
    write(
        directory.pki().resolve("ca.crt"),
        Pems.encode(info.authorities()).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    NodeCertificate.write(Worker.certificateFile(directory), credential);
    Worker.remember(directory, servers);
    new MachineFile(false, resolved).write(directory);
    return serveNode(config, options);
  }

  private int joinAsServer(Client client, ClusterShape shape, byte[] key, List<String> arguments)
      throws IOException, InterruptedException {
    Map<String, byte[]> files = SharedKeys.download(client, key);
    List<String> resolved = resolved(arguments);
    MemberOptions options = MemberOptions.of(resolved);
    List<URI> members = List.of();
    if (options.run().server().etcd().servers().isEmpty()) {
      switch (shape.state()) {
        case ClusterShape.State.First() ->
            throw new UserException(
                "the cluster's first server keeps the state itself; further servers need one that"
                    + " began with --cluster-init or --etcd-servers");
        case ClusterShape.State.External(List<URI> endpoints) ->
            resolved.addAll(external(endpoints, files));
        case ClusterShape.State.Stacked(_, List<URI> all) -> {
          members = all;
          resolved.addAll(OwnEtcd.options(directory, options));
        }
      }
      options = MemberOptions.of(resolved);
    }
    boolean real = real(options);
    EtcdMembership etcd = ownEtcd(options);
    if (etcd != null) {
      etcd.requireRoom();
    }
    ClusterConfig config = config(options, real);
    MemberConfig.preflight(config);
    if (options.withNode()) {
      requireNewNode(client, MemberConfig.nodeName(options));
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path target = directory.root().resolve(file.getKey());
      Files.createDirectories(target.getParent(), ownerOnly("rwx------"));
      write(target, file.getValue());
    }
    new MachineFile(true, resolved).write(directory);
    List<URI> others = members;
    return serve(config, options, etcd == null ? null : () -> etcd.join(others), started -> {});
  }

  /// The options of a server over an etcd that others look after.
  private List<String> external(List<URI> endpoints, Map<String, byte[]> files) {
    List<String> options = new ArrayList<>();
    options.add(
        "--etcd-servers=" + String.join(",", endpoints.stream().map(URI::toString).toList()));
    for (var option :
        Map.of(
                "--etcd-cafile", "pki/external-etcd-ca.crt",
                "--etcd-certfile", "pki/external-etcd.crt",
                "--etcd-keyfile", "pki/external-etcd.key")
            .entrySet()) {
      if (files.containsKey(option.getValue())) {
        options.add(option.getKey() + "=" + directory.root().resolve(option.getValue()));
      }
    }
    return options;
  }

  /// The etcd that the machine runs; null when it runs none.
  private @Nullable EtcdMembership ownEtcd(MemberOptions options)
      throws IOException, InterruptedException {
    EtcdMember member = OwnEtcd.installed(directory, options, console);
    etcd = member == null ? null : new EtcdMembership(member, console::say);
    return etcd;
  }

  private ClusterConfig config(MemberOptions options, boolean real) throws IOException {
    return MemberConfig.server(cluster, options, real, etcd == null ? null : etcd.endpoints());
  }

  /// Starts a machine again that was made by `init` or `join`.
  int again() throws IOException, InterruptedException {
    MachineFile machine = MachineFile.read(directory);
    MemberOptions options = machine.options();
    boolean real = real(options);
    if (machine.server()) {
      EtcdMembership etcd = ownEtcd(options);
      ClusterConfig config = config(options, real);
      MemberConfig.preflight(config);
      return serve(config, options, etcd == null ? null : etcd::resume, started -> {});
    }
    ClusterConfig config = MemberConfig.node(cluster, options, real);
    MemberConfig.preflight(config);
    return serveNode(config, options);
  }

  private interface Begun {
    void with(Cluster started) throws IOException;
  }

  /// @param state starts the etcd of the machine; null where it runs none
  private int serve(
      ClusterConfig config, MemberOptions options, Serving.@Nullable Start state, Begun begun)
      throws IOException, InterruptedException {
    RunOptions run = options.run();
    return new Serving(cluster, MachineOperations.settings(config, run))
        .run(
            detach,
            () -> {
              Teardown owned = new Teardown();
              try {
                if (state != null) {
                  long since = System.nanoTime();
                  owned.own("etcd", state.start());
                  console.step("etcd", Duration.ofNanos(System.nanoTime() - since));
                }
                Cluster started = owned.own("cluster", Cluster.start(config, console::step));
                MachineOperations.writeKubeconfigs(
                    directory, cluster.name(), started, run, console);
                begun.with(started);
                if (etcd != null) {
                  owned.own(
                      "list of members",
                      etcd.follow(all -> ClusterShape.announce(started.client(), all)));
                }
              } catch (IOException | InterruptedException | RuntimeException e) {
                owned.close();
                throw e;
              }
              console.say(
                  "Server of cluster \"%s\" is up at %s after %.1f s"
                      .formatted(
                          cluster.name(), config.advertised(), (System.nanoTime() - begin) / 1e9));
              return owned;
            });
  }

  private int serveNode(ClusterConfig config, MemberOptions options)
      throws IOException, InterruptedException {
    return new Serving(cluster, MachineOperations.settings(config, options.run()))
        .run(
            detach,
            () -> {
              Worker worker = Worker.start(directory, config, MemberConfig.nodeName(options));
              console.say(
                  "Node %s is part of the cluster after %.1f s"
                      .formatted(
                          MemberConfig.nodeName(options), (System.nanoTime() - begin) / 1e9));
              return worker;
            });
  }

  private ClusterShape shape(ClusterConfig config) {
    ClusterConfig.Membership membership = config.membership();
    return new ClusterShape(
        config.name(),
        Version.GIT_VERSION,
        membership == null ? "" : membership.endpoint(),
        config.domain(),
        config.plan().podRange(),
        config.plan().serviceRange(),
        state(config.server().etcd().servers()));
  }

  private ClusterShape.State state(List<URI> servers) {
    if (etcd != null) {
      return new ClusterShape.State.Stacked(
          new EtcdFiles(directory.root()).data().toString(), List.of(etcd.client()));
    }
    return servers.isEmpty()
        ? new ClusterShape.State.First()
        : new ClusterShape.State.External(servers);
  }

  private static ClusterShape shape(Client client) {
    return ClusterShape.of(
        client.resources(ConfigMapKind.CONFIG_MAP, "kube-system").get(ClusterShape.CONFIG_MAP));
  }

  /// The server that joining machines are told of.
  static String endpointOf(DataDirectory directory) throws IOException {
    if (!MachineFile.exists(directory)) {
      throw new UserException(
          "the cluster in %s is for this machine alone; begin one that others join with kubejar init"
              .formatted(directory.root()));
    }
    String endpoint = MachineFile.read(directory).options().endpoint();
    return endpoint == null ? "" : endpoint;
  }

  /// The options of a server with the addresses filled in that were not given.
  private static List<String> resolved(List<String> arguments) {
    List<String> resolved = new ArrayList<>(arguments);
    MemberOptions options = MemberOptions.of(arguments);
    String given = options.run().server().serving().advertiseAddress();
    String own =
        given == null
            ? Addresses.ofThisMachine("--advertise-address")
            : Addresses.literal("--advertise-address", given);
    resolved.add("--advertise-address=" + own);
    if (options.nodeAddress() == null) {
      resolved.add("--node-ip=" + own);
    } else {
      Addresses.literal("--node-ip", options.nodeAddress());
    }
    int port = options.run().port();
    if (port == 0) {
      throw new UserException("--port has to be one that other machines can know");
    }
    resolved.add(
        "--control-plane-endpoint="
            + Addresses.endpoint(
                "--control-plane-endpoint",
                options.endpoint() == null
                    ? io.kubejar.server.bootstrap.BootstrapOptions.endpoint(own, port)
                    : options.endpoint(),
                port));
    return resolved;
  }

  private boolean real(MemberOptions options) throws IOException, InterruptedException {
    return options.withNode() && Preflight.nodeKind(options.run(), console);
  }

  private void requireUnused() throws IOException {
    Optional<ProcessHandle> running = RunningProcess.find(directory);
    if (running.isPresent()) {
      throw new UserException(
          "a cluster runs already in %s (process %d)"
              .formatted(directory.root(), running.get().pid()));
    }
    for (Path used :
        List.of(
            directory.settings(),
            directory.pki(),
            directory.store(),
            new EtcdFiles(directory.root()).data())) {
      if (Files.exists(used)) {
        throw new UserException(
            "%s belongs to a cluster already: kubejar up goes on with it, kubejar reset deletes it"
                .formatted(directory.root()));
      }
    }
  }

  private static void requireEmptyEtcd(RunOptions run) {
    try (Store store = StateStore.etcd(run.server().etcd(), new SystemTimer())) {
      long count = store.count(OBJECTS, Store.CURRENT);
      if (count > 0) {
        throw new UserException(
            "the etcd holds a cluster already (%d objects); join it, or name another etcd"
                .formatted(count));
      }
    } catch (StoreException e) {
      throw new UserException("the etcd does not answer: " + e.getMessage());
    }
  }

  private static void requireNewNode(Client client, String name) {
    Optional<Node> known = client.resources(NodeKind.NODE, "").find(name);
    if (known.isPresent()
        && known.get().status().conditions().stream()
            .anyMatch(each -> each.type().equals("Ready") && each.status().equals("True"))) {
      throw new UserException(
          "a node \"%s\" is in the cluster already, and ready; choose another --node-name"
              .formatted(name));
    }
  }

  private static java.nio.file.attribute.FileAttribute<?> ownerOnly(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (var channel =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            ownerOnly("rw-------"))) {
      channel.write(java.nio.ByteBuffer.wrap(content));
    }
  }

  /// What a start makes.
  private List<Path> parts() {
    List<Path> parts =
        new ArrayList<>(
            List.of(
                directory.root(),
                directory.pki(),
                directory.store(),
                directory.settings(),
                directory.kubeconfig(),
                directory.encryption(),
                MachineFile.of(directory),
                Worker.serverFile(directory)));
    parts.addAll(new EtcdFiles(directory.root()).all());
    return parts;
  }

  private Set<Path> present() {
    return parts().stream().filter(Files::exists).collect(Collectors.toSet());
  }

  /// Takes away what a start that failed has made.
  private void undo(Set<Path> before) throws IOException, InterruptedException {
    if (etcd != null) {
      etcd.abandon();
    }
    Settings settings = Settings.read(directory);
    if (settings != null) {
      new Remains(directory, settings).remove();
    }
    for (Path part : parts()) {
      if (!before.contains(part) && Files.exists(part)) {
        Remains.deleteTree(part);
      }
    }
  }
}
