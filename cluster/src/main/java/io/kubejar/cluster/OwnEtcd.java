package io.kubejar.cluster;

import io.kubejar.cli.Console;
import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.MemberOptions;
import io.kubejar.cli.UserException;
import io.kubejar.cluster.etcd.EtcdFiles;
import io.kubejar.cluster.etcd.EtcdMember;
import io.kubejar.cluster.etcd.EtcdMembership;
import io.kubejar.node.containerd.NodeParts;
import io.kubejar.node.containerd.NodeParts.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The etcd that a machine runs beside its server, as the machine's options have it.
final class OwnEtcd {
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
  private static final Path NO_PROGRAM = Path.of("etcd");

  private OwnEtcd() {}

  /// The options by which a machine knows from now on that it runs one.
  ///
  /// @param options the machine's others
  static List<String> options(DataDirectory directory, MemberOptions options) {
    if (!options.run().server().etcd().servers().isEmpty()) {
      throw new UserException("--cluster-init runs an etcd; leave out --etcd-servers");
    }
    EtcdFiles files = new EtcdFiles(directory.root());
    return List.of(
        "--etcd-member=" + MemberConfig.nodeName(options),
        "--etcd-servers=" + EtcdMember.LOCAL,
        "--etcd-cafile=" + files.authority(),
        "--etcd-certfile=" + files.clientCertificate(),
        "--etcd-keyfile=" + files.clientKey());
  }

  /// The member with its program, which is installed where it is missing; null where the machine
  /// runs none.
  static @Nullable EtcdMember installed(
      DataDirectory directory, MemberOptions options, Console console)
      throws IOException, InterruptedException {
    return options.etcdMember() == null
        ? null
        : member(directory, options, program(options, console));
  }

  static boolean runsOne(DataDirectory directory) throws IOException {
    return MachineFile.exists(directory)
        && MachineFile.read(directory).options().etcdMember() != null;
  }

  /// The member of a machine that runs one.
  ///
  /// @throws UserException when it runs none
  static EtcdMember here(DataDirectory directory) throws IOException {
    EtcdMember member =
        MachineFile.exists(directory)
            ? member(directory, MachineFile.read(directory).options(), NO_PROGRAM)
            : null;
    if (member == null) {
      throw new UserException("no server with an etcd beside it is in " + directory.root());
    }
    return member;
  }

  private static @Nullable EtcdMember member(
      DataDirectory directory, MemberOptions options, Path program) {
    String name = options.etcdMember();
    String address = options.run().server().serving().advertiseAddress();
    return name == null || address == null
        ? null
        : new EtcdMember(name, address, new EtcdFiles(directory.root()), program);
  }

  private static Path program(MemberOptions options, Console console)
      throws IOException, InterruptedException {
    Path given = options.etcdBinary();
    if (given != null) {
      if (!Files.isExecutable(given)) {
        throw new UserException("--etcd-binary: there is no program " + given);
      }
      return given.toAbsolutePath();
    }
    Optional<Path> found = NodeParts.program("etcd");
    if (found.isPresent()) {
      return found.get();
    }
    Set<Part> etcd = Set.of(Part.ETCD);
    String command = NodeParts.installCommand(etcd).orElse("the machine's package manager");
    if (!ROOT || !options.run().mayInstall()) {
      throw new UserException(
          "this machine has no etcd; install it with: %s, or name one with --etcd-binary"
              .formatted(command));
    }
    console.say("This machine has no etcd; installing it: " + command);
    long since = System.nanoTime();
    NodeParts.install(etcd, line -> {});
    stopService();
    console.step("Installed etcd", Duration.ofNanos(System.nanoTime() - since));
    return NodeParts.program("etcd").orElseThrow(() -> new IOException("there is no etcd"));
  }

  /// A distribution's package may start an etcd of its own, which nobody asked for.
  private static void stopService() throws IOException, InterruptedException {
    Optional<Path> control = NodeParts.program("systemctl");
    if (control.isPresent()) {
      new ProcessBuilder(control.get().toString(), "disable", "--now", "etcd")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  /// Says why a server took its time to end, where that was etcd.
  static void tellOfLostMajority(DataDirectory directory, Console console) throws IOException {
    if (runsOne(directory) && !EtcdMembership.hasMost(here(directory))) {
      console.say(
          "Most members of etcd do not answer, so the other servers were not told that this one"
              + " ends");
    }
  }

  /// Ends it, and forgets the other members.
  static void forget(DataDirectory directory) throws IOException, InterruptedException {
    EtcdFiles files = here(directory).files();
    EtcdMembership.stop(files);
    Files.deleteIfExists(files.known());
  }

  /// Ends the etcd of a machine, if it runs one.
  ///
  /// @param leaving whether the machine leaves the cluster as well
  static void stop(DataDirectory directory, boolean leaving, Console console)
      throws IOException, InterruptedException {
    if (!runsOne(directory)) {
      return;
    }
    EtcdMember member = here(directory);
    if (leaving) {
      EtcdMembership.leave(member, console::say);
    }
    EtcdMembership.stop(member.files());
  }
}
