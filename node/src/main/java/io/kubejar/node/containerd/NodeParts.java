package io.kubejar.node.containerd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The programs of the machine that a node with real containers needs, and etcd, which servers may
/// need.
public final class NodeParts {

  /// Where programs are looked for besides `PATH`, which services often have without `sbin`.
  private static final List<Path> SYSTEM_DIRECTORIES =
      List.of(
          Path.of("/usr/local/sbin"),
          Path.of("/usr/local/bin"),
          Path.of("/usr/sbin"),
          Path.of("/usr/bin"),
          Path.of("/sbin"),
          Path.of("/bin"));

  private static final List<Path> CNI_DIRECTORIES =
      List.of(Path.of("/opt/cni/bin"), Path.of("/usr/lib/cni"), Path.of("/usr/libexec/cni"));

  private static final List<String> CNI_PLUGINS =
      List.of("bridge", "host-local", "loopback", "portmap");

  /// One part, by the program that shows its presence.
  public enum Part {
    CONTAINERD("containerd"),
    RUNC("runc"),
    CNI_PLUGINS("bridge"),
    NFTABLES("nft"),
    IPTABLES("iptables"),
    CONNTRACK("conntrack"),
    IPROUTE("ip"),
    /// Of servers, not of nodes.
    ETCD("etcd");

    private final String program;

    Part(String program) {
      this.program = program;
    }

    /// The program's name.
    public String program() {
      return this == CNI_PLUGINS ? "the CNI plugins" : program;
    }
  }

  /// The package managers that parts can be installed with.
  enum PackageManager {
    APT("apt-get", List.of("install", "-y", "--no-install-recommends")),
    DNF("dnf", List.of("install", "-y")),
    APK("apk", List.of("add")),
    ZYPPER("zypper", List.of("--non-interactive", "install"));

    private final String program;
    private final List<String> install;

    PackageManager(String program, List<String> install) {
      this.program = program;
      this.install = install;
    }

    String packageOf(Part part) {
      return switch (part) {
        case CONTAINERD -> "containerd";
        case RUNC -> "runc";
        case NFTABLES -> "nftables";
        case CNI_PLUGINS ->
            switch (this) {
              case APT, DNF -> "containernetworking-plugins";
              case APK, ZYPPER -> "cni-plugins";
            };
        case IPTABLES -> this == DNF ? "iptables-nft" : "iptables";
        case CONNTRACK -> this == APT ? "conntrack" : "conntrack-tools";
        case IPROUTE -> this == DNF ? "iproute" : "iproute2";
        case ETCD -> this == APT ? "etcd-server" : "etcd";
      };
    }

    private List<List<String>> commands(Set<Part> parts) {
      var commands = new ArrayList<List<String>>();
      switch (this) {
        case APT -> commands.add(List.of(program, "update", "-q"));
        case APK -> commands.add(List.of(program, "update"));
        case DNF, ZYPPER -> {}
      }
      var command = new ArrayList<String>();
      command.add(program);
      command.addAll(install);
      for (Part part : parts) {
        command.add(packageOf(part));
      }
      commands.add(command);
      return commands;
    }
  }

  private NodeParts() {}

  /// The parts of a node this machine lacks.
  public static Set<Part> missing() {
    return missing(EnumSet.complementOf(EnumSet.of(Part.ETCD)));
  }

  private static Set<Part> missing(Set<Part> wanted) {
    Set<Part> missing = EnumSet.noneOf(Part.class);
    for (Part part : wanted) {
      boolean present =
          part == Part.CNI_PLUGINS ? cniDirectory().isPresent() : program(part.program).isPresent();
      if (!present) {
        missing.add(part);
      }
    }
    return missing;
  }

  /// Where a program lies, if the machine has it.
  public static Optional<Path> program(String name) {
    Set<Path> directories = new LinkedHashSet<>();
    String path = System.getenv("PATH");
    if (path != null) {
      for (String directory : path.split(":")) {
        if (directory.startsWith("/")) {
          directories.add(Path.of(directory));
        }
      }
    }
    directories.addAll(SYSTEM_DIRECTORIES);
    return directories.stream()
        .map(directory -> directory.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /// The directory that has all CNI plugins we use.
  public static Optional<Path> cniDirectory() {
    return CNI_DIRECTORIES.stream()
        .filter(
            directory ->
                CNI_PLUGINS.stream()
                    .allMatch(plugin -> Files.isExecutable(directory.resolve(plugin))))
        .findFirst();
  }

  /// What a user would type to install parts, or nothing where no package manager is known.
  public static Optional<String> installCommand(Set<Part> parts) {
    return packageManager().map(manager -> String.join(" ", manager.commands(parts).getLast()));
  }

  /// Installs parts with the machine's package manager. Needs root.
  ///
  /// @param progress told each line the package manager writes
  /// @throws IOException when it fails, or parts are still missing afterwards
  public static void install(Set<Part> parts, Consumer<String> progress)
      throws IOException, InterruptedException {
    if (parts.isEmpty()) {
      return;
    }
    PackageManager manager =
        packageManager()
            .orElseThrow(
                () ->
                    new IOException("no package manager is known here; missing: " + names(parts)));
    String lastLine = "";
    int exit = 0;
    for (List<String> command : manager.commands(parts)) {
      progress.accept(String.join(" ", command));
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(Map.of("DEBIAN_FRONTEND", "noninteractive", "LC_ALL", "C"));
      Process process = builder.start();
      process.getOutputStream().close();
      try (var lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          progress.accept(line);
          lastLine = line.isBlank() ? lastLine : line;
        }
      }
      // A stale index may still do; the installation decides.
      exit = process.waitFor();
    }
    Set<Part> still = missing(parts);
    if (exit != 0 || !still.isEmpty()) {
      throw new IOException(
          "could not install " + names(still.isEmpty() ? parts : still) + ": " + lastLine);
    }
  }

  private static String names(Set<Part> parts) {
    return String.join(", ", parts.stream().map(Part::program).toList());
  }

  private static Optional<PackageManager> packageManager() {
    for (PackageManager manager : PackageManager.values()) {
      if (program(manager.program).isPresent()) {
        return Optional.of(manager);
      }
    }
    return Optional.empty();
  }
}
