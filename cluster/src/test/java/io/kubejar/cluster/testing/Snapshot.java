package io.kubejar.cluster.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All that a cluster could leave on a machine: processes, mounts, links, addresses, routes, rules,
/// namespaces, control groups, and files outside of its own directory (not the empty directories
/// that network plugins keep their results in).
///
/// @param findings what there is, by its sort
public record Snapshot(Map<String, List<String>> findings) {
  private static final List<Path> SHARED_DIRECTORIES =
      List.of(
          Path.of("/etc/cni"),
          Path.of("/var/lib/cni"),
          Path.of("/var/lib/containerd"),
          Path.of("/var/lib/kubelet"),
          Path.of("/var/lib/kubejar"),
          Path.of("/var/log/pods"),
          Path.of("/var/log/containers"));

  /// Takes one of a machine.
  public static Snapshot of(TestMachine machine) {
    Map<String, List<String>> findings = new TreeMap<>();
    if (!TestMachine.ROOT) {
      // A machine shared with others, of which a cluster of simulated nodes uses processes only.
      findings.put(
          "processes",
          lines(machine, "ps -eo args= | grep -F " + machine.directory() + "/ | grep -v grep"));
      findings.put("control groups", List.of());
      return new Snapshot(findings);
    }
    findings.put(
        "processes", lines(machine, "ps -eo args= | grep -v -e '^ps ' -e '^bash ' -e '^sort'"));
    findings.put("mounts", lines(machine, "cut -d' ' -f1-3 /proc/mounts"));
    findings.put("links", lines(machine, "ip -o link | cut -d: -f2"));
    findings.put("addresses", lines(machine, "ip -o address | cut -d' ' -f2-7"));
    findings.put("routes", lines(machine, "ip route"));
    findings.put("rules", lines(machine, "nft list ruleset"));
    findings.put("namespaces", lines(machine, "ip netns list"));
    findings.put("run", lines(machine, "find /run -type f -o -type s"));
    findings.put("control groups", controlGroups());
    for (Path directory : SHARED_DIRECTORIES) {
      findings.put(
          directory.toString(), lines(machine, "find " + directory + " ! -type d 2>/dev/null"));
    }
    return new Snapshot(findings);
  }

  private static List<String> lines(TestMachine machine, String script) {
    return machine.run("bash", "-c", script + " | sort").require().lines().toList();
  }

  /// Those of clusters, whose names begin with the project's letters.
  private static List<String> controlGroups() {
    try (Stream<Path> files = Files.walk(Path.of("/sys/fs/cgroup"), 2)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("kj-"))
          .map(Path::toString)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same with other control groups.
  public Snapshot withControlGroups(List<String> groups) {
    Map<String, List<String>> others = new TreeMap<>(findings);
    others.put("control groups", groups);
    return new Snapshot(others);
  }
}
