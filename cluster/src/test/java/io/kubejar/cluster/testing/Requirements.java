package io.kubejar.cluster.testing;

import io.kubejar.node.containerd.NodeParts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the tests need on the machine: the node's parts, a static busybox and `kubectl`, all of
/// which a fresh machine gets from its distribution's packages.
final class Requirements {
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
    if (!packages.isEmpty()) {
      if (!TestMachine.ROOT) {
        throw new IllegalStateException("the tests need these packages: " + packages);
      }
      System.out.println("Installing " + packages);
      run("apt-get", "update", "-q");
      List<String> command =
          new ArrayList<>(List.of("apt-get", "install", "-q", "-y", "--no-install-recommends"));
      command.addAll(packages);
      run(command.toArray(String[]::new));
    }
    installed = true;
  }

  private static void run(String... command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    Outcome.of(builder, "").require();
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
