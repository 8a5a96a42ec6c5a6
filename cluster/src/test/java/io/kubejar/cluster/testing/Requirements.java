package io.kubejar.cluster.testing;

import io.kubejar.node.containerd.NodeParts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the tests need on the machine: the node's parts, a static busybox, `kubectl` and the
/// programs of other projects, all of which a fresh machine gets from its distribution's packages.
final class Requirements {
  private static final int TRIES = 3;
  private static boolean installed;

  private Requirements() {}

  static synchronized void install() throws IOException {
    if (installed) {
      return;
    }
    List<String> packages = new ArrayList<>();
    if (!onPath("kubectl")) {
      packages.add("kubernetes-client");
    }
    if (TestMachine.ROOT) {
      if (!NodeParts.missing().isEmpty()) {
        System.out.println("Installing the node's parts: " + NodeParts.missing());
        try {
          NodeParts.install(NodeParts.missing(), System.out::println);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      if (!onPath("busybox")) {
        packages.add("busybox-static");
      }
    }
    packages(packages);
    installed = true;
  }

  /// Installs packages of the distribution.
  static synchronized void packages(List<String> packages) {
    if (packages.isEmpty()) {
      return;
    }
    if (!TestMachine.ROOT) {
      throw new IllegalStateException("the tests need these packages: " + packages);
    }
    System.out.println("Installing " + packages);
    fetch("apt-get", "update", "-q");
    List<String> command =
        new ArrayList<>(List.of("apt-get", "install", "-q", "-y", "--no-install-recommends"));
    command.addAll(packages);
    fetch(command.toArray(String[]::new));
  }

  /// Runs a command that needs the network, which may fail for a moment.
  static void fetch(String... command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    Outcome outcome = Outcome.of(builder, "");
    for (int i = 1; i < TRIES && outcome.exit() != 0; i++) {
      outcome = Outcome.of(builder, "");
    }
    outcome.require();
  }

  static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
