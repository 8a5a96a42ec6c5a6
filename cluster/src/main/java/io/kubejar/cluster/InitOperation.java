package io.kubejar.cluster;

import io.kubejar.api.core.v1.SecretKind;
import io.kubejar.cli.ClusterOptions;
import io.kubejar.cli.Console;
import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.MemberOptions;
import io.kubejar.cli.Operations.Init;
import io.kubejar.cli.RunOptions;
import io.kubejar.cli.UserException;
import io.kubejar.client.Client;
import io.kubejar.cluster.etcd.EtcdMembership;
import io.kubejar.cluster.machines.BootstrapToken;
import io.kubejar.cluster.machines.ClusterShape;
import io.kubejar.cluster.machines.JoinRights;
import io.kubejar.cluster.machines.SharedKeys;
import io.kubejar.store.Keys;
import io.kubejar.store.Store;
import io.kubejar.store.StoreException;
import io.kubejar.store.SystemTimer;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Begins a cluster that further machines can join.
///
/// All that can be wrong is looked for before anything is written; what was written is taken away
/// when the first start fails.
final class InitOperation {
  private static final Keys OBJECTS = Keys.prefix("/registry/");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final DataDirectory directory;
  private final Console console;
  private final MachineStart start;
  private final MachineFiles files;

  InitOperation(ClusterOptions cluster, boolean detach, Console console) {
    this.directory = cluster.directory();
    this.console = console;
    this.start = new MachineStart(cluster, detach, console);
    this.files = new MachineFiles(directory);
  }

  int run(List<String> arguments, Init init) throws IOException, InterruptedException {
    BootstrapToken token =
        init.token() == null ? BootstrapToken.random(RANDOM) : BootstrapToken.parse(init.token());
    Instant end = TokenOperations.end("--token-ttl", init.timeToLive());
    String key =
        init.certificateKey() == null ? SharedKeys.randomKey(RANDOM) : init.certificateKey();
    SharedKeys.key(key);
    if (init.stacked() && MoveIntoEtcd.isPossible(directory)) {
      return moveIntoEtcd(arguments, token, end, key);
    }
    files.requireUnused();
    List<String> resolved = MachineStart.resolved(arguments);
    if (init.stacked()) {
      resolved.addAll(OwnEtcd.options(directory, MemberOptions.of(resolved)));
    }
    MemberOptions options = MemberOptions.of(resolved);
    boolean real = start.real(options);
    boolean inEtcd = !options.run().server().etcd().servers().isEmpty();
    EtcdMembership etcd = start.ownEtcd(options);
    if (etcd != null) {
      etcd.requireRoom();
    } else if (inEtcd) {
      requireEmptyEtcd(options.run());
    }
    try {
      ClusterConfig config = start.config(options, real);
      MemberConfig.preflight(config);
      new MachineFile(true, resolved).write(directory);
      return start.serve(
          config,
          options,
          etcd == null ? null : etcd::found,
          started -> open(started.client(), start.shape(config), token, end, inEtcd ? key : null));
    } catch (IOException | InterruptedException | RuntimeException e) {
      start.undo(files);
      throw e;
    }
  }

  /// Goes on with a cluster whose only server has kept the state itself, in an etcd beside it.
  private int moveIntoEtcd(
      List<String> arguments, BootstrapToken token, @Nullable Instant end, String key)
      throws IOException, InterruptedException {
    StoreOperations.requireStopped(directory);
    List<String> resolved = MoveIntoEtcd.options(directory, arguments);
    MemberOptions options = MemberOptions.of(resolved);
    boolean real = start.real(options);
    MoveIntoEtcd.forgetAttempts(directory);
    EtcdMembership etcd = start.ownEtcd(options);
    if (etcd == null) {
      throw new IllegalStateException("the machine is to run an etcd");
    }
    etcd.requireRoom();
    ClusterConfig config = start.config(options, real);
    MemberConfig.preflight(config);
    try {
      new MoveIntoEtcd(directory, console).run(options);
    } catch (IOException | InterruptedException | RuntimeException e) {
      start.undo(files);
      throw e;
    }
    MoveIntoEtcd.settle(directory, resolved, console);
    return start.serve(
        config,
        options,
        etcd::resume,
        started -> {
          ClusterShape shape = start.shape(config);
          if (shape.state() instanceof ClusterShape.State.Stacked stacked) {
            ClusterShape.announce(started.client(), stacked);
          }
          open(started.client(), shape, token, end, key);
        });
  }

  /// Lets machines join.
  ///
  /// @param key seals what further servers need; null where there can be none
  private void open(
      Client client,
      ClusterShape shape,
      BootstrapToken token,
      @Nullable Instant end,
      @Nullable String key)
      throws IOException {
    new JoinRights(client).grant(shape);
    client
        .resources(SecretKind.SECRET, BootstrapToken.NAMESPACE)
        .create(
            token.toSecret(
                BootstrapToken.Purpose.joining(end, "The first token, made by kubejar init.")));
    if (key != null) {
      TokenOperations.upload(client, directory, key);
    }
    tell(token, key);
  }

  private void tell(BootstrapToken token, @Nullable String key) throws IOException {
    console.say("Join nodes with:");
    console.say("  " + TokenOperations.command(directory, token, null));
    if (key == null) {
      console.say(
          "Further servers need an etcd, and this one keeps the state itself. To move it into one"
              + " later: kubejar down, kubejar init --cluster-init");
    } else {
      console.say("Join further servers, within two hours, with:");
      console.say("  " + TokenOperations.command(directory, token, key));
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
}
