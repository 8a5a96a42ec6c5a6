package io.kubejar.cluster;

import io.kubejar.cli.Console;
import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.MemberOptions;
import io.kubejar.cli.UserException;
import io.kubejar.cluster.backup.StoreMove;
import io.kubejar.cluster.etcd.EtcdFiles;
import io.kubejar.cluster.etcd.EtcdMember;
import io.kubejar.cluster.etcd.EtcdMembership;
import io.kubejar.store.Store;
import io.kubejar.store.SystemTimer;
import io.kubejar.store.snapshot.SnapshotWriter.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Moves the state of a server that keeps it itself into an etcd beside it, so that further servers
/// can join.
///
/// ```
/// etcd is filled and compared      a crash: the server is as it was, the next attempt begins anew
/// machine.options name the etcd    from here on the etcd has the state
/// store → store.before-etcd        kept for people
/// ```
final class MoveIntoEtcd {
  private static final String ASIDE = ".before-etcd";
  private static final String BINARY = "--etcd-binary=";

  private final DataDirectory directory;
  private final Console console;
  private final long begin = System.nanoTime();

  MoveIntoEtcd(DataDirectory directory, Console console) {
    this.directory = directory;
    this.console = console;
  }

  /// Whether a server was made here that keeps the state itself.
  static boolean isPossible(DataDirectory directory) throws IOException {
    if (!MachineFile.exists(directory) || !Files.exists(directory.store())) {
      return false;
    }
    MachineFile machine = MachineFile.read(directory);
    return machine.server() && machine.options().run().server().etcd().servers().isEmpty();
  }

  /// The options that the machine has from now on.
  ///
  /// @param arguments those that were given besides, which may name the program of etcd
  static List<String> options(DataDirectory directory, List<String> arguments) throws IOException {
    for (String argument : arguments) {
      if (!argument.startsWith(BINARY)) {
        throw new UserException(
            "the server in %s keeps the options that it was made with; leave out %s"
                .formatted(directory.root(), argument.replaceFirst("=.*", "")));
      }
    }
    List<String> options = new ArrayList<>(MachineFile.read(directory).arguments());
    options.addAll(arguments);
    options.addAll(OwnEtcd.options(directory, MemberOptions.of(options)));
    return options;
  }

  /// Takes away the etcd of an attempt that was broken off.
  static void forgetAttempts(DataDirectory directory) throws IOException, InterruptedException {
    EtcdFiles files = new EtcdFiles(directory.root());
    EtcdMembership.stop(files);
    if (Files.exists(files.data())) {
      Remains.deleteTree(files.data());
    }
  }

  /// Fills the etcd. Values stay sealed as they are, since the key for them is the cluster's.
  void run(MemberOptions options) throws IOException, InterruptedException {
    EtcdMember member = OwnEtcd.installed(directory, options, console);
    if (member == null) {
      throw new IllegalStateException("the machine is to run an etcd");
    }
    EtcdMembership.refill(
        member,
        console::say,
        () -> {
          try (Store from = StoreOperations.embedded(directory);
              Store to = StateStore.etcd(options.run().server().etcd(), new SystemTimer())) {
            Summary moved = StoreMove.move(from, to);
            console.step(
                "Moved %d objects into etcd".formatted(moved.entries()),
                Duration.ofNanos(System.nanoTime() - begin));
          }
        });
  }

  /// Makes the etcd what counts, and keeps what was there.
  static void settle(DataDirectory directory, List<String> options, Console console)
      throws IOException {
    new MachineFile(true, options).write(directory);
    console.say(
        "The former store is kept in " + StoreOperations.putAside(directory.store(), ASIDE));
  }
}
