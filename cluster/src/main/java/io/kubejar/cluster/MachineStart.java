package io.kubejar.cluster;

import io.kubejar.cli.ClusterOptions;
import io.kubejar.cli.Console;
import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.MemberOptions;
import io.kubejar.cli.RunOptions;
import io.kubejar.cli.UserException;
import io.kubejar.cluster.etcd.EtcdFiles;
import io.kubejar.cluster.etcd.EtcdMember;
import io.kubejar.cluster.etcd.EtcdMembership;
import io.kubejar.cluster.machines.ClusterShape;
import io.kubejar.cluster.machines.JoinRights;
import io.kubejar.server.bootstrap.BootstrapOptions;
import io.kubejar.server.health.Version;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Starts a machine of a cluster, a server or a node, and starts it again.
final class MachineStart {
  private final ClusterOptions cluster;
  private final DataDirectory directory;
  private final boolean detach;
  private final Console console;
  private final long begin = System.nanoTime();
  private @Nullable EtcdMembership etcd;

  MachineStart(ClusterOptions cluster, boolean detach, Console console) {
    this.cluster = cluster;
    this.directory = cluster.directory();
    this.detach = detach;
    this.console = console;
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
      return serve(
          config,
          options,
          etcd == null ? null : etcd::resume,
          started -> new JoinRights(started.client()).grantFirst(shape(config)));
    }
    ClusterConfig config = MemberConfig.node(cluster, options, real);
    MemberConfig.preflight(config);
    return serveNode(config, options);
  }

  /// What is done once a server answers.
  interface Begun {
    void with(Cluster started) throws IOException;
  }

  /// Runs a server until it is told to end, or in the background.
  ///
  /// @param state starts the etcd of the machine; null where it runs none
  int serve(ClusterConfig config, MemberOptions options, Serving.@Nullable Start state, Begun begun)
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
                      etcd.follow(all -> ClusterShape.announce(started.client(), stacked(all))));
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

  /// Runs a node until it is told to end, or in the background.
  int serveNode(ClusterConfig config, MemberOptions options)
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

  /// The etcd that the machine runs; null when it runs none.
  @Nullable EtcdMembership ownEtcd(MemberOptions options) throws IOException, InterruptedException {
    EtcdMember member = OwnEtcd.installed(directory, options, console);
    etcd = member == null ? null : new EtcdMembership(member, console::say);
    return etcd;
  }

  /// A server with its etcd, if it has one of its own.
  ClusterConfig config(MemberOptions options, boolean real) throws IOException {
    return MemberConfig.server(cluster, options, real, etcd == null ? null : etcd.endpoints());
  }

  /// Whether the machine is a node with real containers.
  boolean real(MemberOptions options) throws IOException, InterruptedException {
    return options.withNode() && Preflight.nodeKind(options.run(), console);
  }

  /// What joining machines have to know.
  ClusterShape shape(ClusterConfig config) {
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

  private ClusterShape.State.Stacked stacked(List<URI> members) {
    return new ClusterShape.State.Stacked(
        new EtcdFiles(directory.root()).data().toString(), members);
  }

  private ClusterShape.State state(List<URI> servers) {
    if (etcd != null) {
      return stacked(List.of(etcd.client()));
    }
    return servers.isEmpty()
        ? new ClusterShape.State.First()
        : new ClusterShape.State.External(servers);
  }

  /// The options of a server with the addresses filled in that were not given.
  static List<String> resolved(List<String> arguments) {
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
                    ? BootstrapOptions.endpoint(own, port)
                    : options.endpoint(),
                port));
    return resolved;
  }

  /// Takes away what a start that failed has made.
  void undo(MachineFiles files) throws IOException, InterruptedException {
    if (etcd != null) {
      etcd.abandon();
    }
    files.undo();
  }
}
