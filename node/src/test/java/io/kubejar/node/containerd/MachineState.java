package io.kubejar.node.containerd;

import io.kubejar.linux.MountPoint;
import io.kubejar.linux.Mounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What running pods leaves on a machine if nobody cleans up: taken before and after, and compared.
record MachineState(
    Set<String> programs, Set<String> mounts, Set<String> cgroups, String links, String rules) {

  static MachineState take(String groupPrefix) throws IOException, InterruptedException {
    var programs = new TreeSet<String>();
    ProcessHandle.allProcesses()
        .forEach(
            handle ->
                handle
                    .info()
                    .commandLine()
                    .filter(line -> line.matches(".*(containerd|runc|/pause|busybox).*"))
                    .filter(line -> !line.contains("java"))
                    .ifPresent(line -> programs.add(handle.pid() + " " + line)));
    var mounts = new TreeSet<String>();
    for (MountPoint mount : Mounts.all()) {
      mounts.add(mount.target() + " " + mount.type());
    }
    var cgroups = new TreeSet<String>();
    try (Stream<Path> tree = Files.find(Path.of("/sys/fs/cgroup"), 3, (path, what) -> true)) {
      tree.filter(path -> path.getFileName().toString().startsWith(groupPrefix))
          .forEach(path -> cgroups.add(path.toString()));
    }
    return new MachineState(
        programs, mounts, cgroups, output("ip", "-o", "link"), output("nft", "list", "ruleset"));
  }

  static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
