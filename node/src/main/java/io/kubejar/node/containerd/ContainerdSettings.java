package io.kubejar.node.containerd;

import java.nio.file.Path;

/// Where a cluster's own containerd keeps its things, and what it works with.
///
/// @param directory its directory, `<data-dir>/containerd`
/// @param cgroup the control group above all pods of this node, such as `/kj-1a2b3c4d`; ending
///   containerd removes it with all that is in it
/// @param cniConfiguration the directory with the network configuration of this node only
/// @param cniPlugins the directory with the CNI programs
/// @param pauseImage the image of the process that holds a sandbox
/// @param imageEndpoint the URL of the mirror that is asked before any registry
public record ContainerdSettings(
    Path directory,
    String cgroup,
    Path cniConfiguration,
    Path cniPlugins,
    String pauseImage,
    String imageEndpoint) {

  /// A socket's path may have 107 bytes, and containerd makes a second one with a longer name.
  private static final int LONGEST_SOCKET_PATH = 95;

  public ContainerdSettings {
    directory = directory.toAbsolutePath().normalize();
  }

  Path root() {
    return directory.resolve("root");
  }

  Path state() {
    return directory.resolve("state");
  }

  Path configuration() {
    return directory.resolve("config.toml");
  }

  Path hosts() {
    return directory.resolve("hosts");
  }

  Path pidFile() {
    return directory.resolve("containerd.pid");
  }

  /// The file its log is appended to.
  public Path log() {
    return directory.resolve("containerd.log");
  }

  /// The socket it answers on: in its directory, or in `/run` where that path is too long.
  public Path socket() {
    Path inDirectory = directory.resolve("containerd.sock");
    return inDirectory.toString().length() <= LONGEST_SOCKET_PATH
        ? inDirectory
        : Path.of("/run/kubejar", cgroup.replace("/", ""), "containerd.sock");
  }
}
