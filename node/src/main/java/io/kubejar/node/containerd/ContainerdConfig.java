package io.kubejar.node.containerd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of containerd's configuration, in version 2 for containerd 1.x and 3 for 2.x.
final class ContainerdConfig {

  private static final Pattern VERSION = Pattern.compile("\\sv?(\\d+)\\.\\d+\\.\\d+");

  /// What the machine decides.
  ///
  /// @param majorVersion containerd's
  /// @param snapshotter `overlayfs` or `native`
  /// @param runc where runc lies
  /// @param restrictOomScore whether the process may not lower OOM scores
  record Machine(int majorVersion, String snapshotter, Path runc, boolean restrictOomScore) {}

  private ContainerdConfig() {}

  /// Asks a containerd program for its major version.
  static int majorVersion(Path containerd) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(containerd.toString(), "--version").start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Matcher version = VERSION.matcher(text);
    if (!version.find()) {
      throw new IOException(containerd + " does not tell its version: " + text.strip());
    }
    return Integer.parseInt(version.group(1));
  }

  static String text(ContainerdSettings settings, Machine machine) {
    String common =
        """
        root = %s
        state = %s
        disabled_plugins = [
          "io.containerd.internal.v1.opt",
          "io.containerd.internal.v1.tracing",
          "io.containerd.snapshotter.v1.aufs",
          "io.containerd.snapshotter.v1.btrfs",
          "io.containerd.snapshotter.v1.devmapper",
          "io.containerd.snapshotter.v1.zfs",
          "io.containerd.nri.v1.nri",
        ]

        [grpc]
          address = %s
        """
            .formatted(
                quoted(settings.root()), quoted(settings.state()), quoted(settings.socket()));
    return machine.majorVersion() >= 2
        ? "version = 3\n" + common + version3(settings, machine)
        : "version = 2\n" + common + version2(settings, machine);
  }

  private static String version2(ContainerdSettings settings, Machine machine) {
    return """

    [plugins."io.containerd.grpc.v1.cri"]
      sandbox_image = %s
      stream_server_address = "127.0.0.1"
      stream_server_port = "0"
      restrict_oom_score_adj = %s
      netns_mounts_under_state_dir = true
      enable_unprivileged_ports = true
      enable_unprivileged_icmp = true
      [plugins."io.containerd.grpc.v1.cri".cni]
        bin_dir = %s
        conf_dir = %s
        max_conf_num = 1
      [plugins."io.containerd.grpc.v1.cri".containerd]
        snapshotter = %s
        default_runtime_name = "runc"
        [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
          runtime_type = "io.containerd.runc.v2"
          [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
            BinaryName = %s
            SystemdCgroup = false
      [plugins."io.containerd.grpc.v1.cri".registry]
        config_path = %s
    """
        .formatted(
            quoted(settings.pauseImage()),
            machine.restrictOomScore(),
            quoted(settings.cniPlugins()),
            quoted(settings.cniConfiguration()),
            quoted(machine.snapshotter()),
            quoted(machine.runc()),
            quoted(settings.hosts()));
  }

  private static String version3(ContainerdSettings settings, Machine machine) {
    return """

    [plugins."io.containerd.grpc.v1.cri"]
      stream_server_address = "127.0.0.1"
      stream_server_port = "0"

    [plugins."io.containerd.cri.v1.images"]
      snapshotter = %s
      [plugins."io.containerd.cri.v1.images".pinned_images]
        sandbox = %s
      [plugins."io.containerd.cri.v1.images".registry]
        config_path = %s

    [plugins."io.containerd.cri.v1.runtime"]
      restrict_oom_score_adj = %s
      netns_mounts_under_state_dir = true
      enable_unprivileged_ports = true
      enable_unprivileged_icmp = true
      [plugins."io.containerd.cri.v1.runtime".cni]
        bin_dir = %s
        conf_dir = %s
        max_conf_num = 1
      [plugins."io.containerd.cri.v1.runtime".containerd]
        default_runtime_name = "runc"
        [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
          runtime_type = "io.containerd.runc.v2"
          snapshotter = %s
          [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
            BinaryName = %s
            SystemdCgroup = false
    """
        .formatted(
            quoted(machine.snapshotter()),
            quoted(settings.pauseImage()),
            quoted(settings.hosts()),
            machine.restrictOomScore(),
            quoted(settings.cniPlugins()),
            quoted(settings.cniConfiguration()),
            quoted(machine.snapshotter()),
            quoted(machine.runc()));
  }

  /// The mirror for every registry: asked first, and where it does not have an image the registry.
  static String mirror(String url) {
    return """
    [host.%s]
      capabilities = ["pull", "resolve"]
      override_path = true
    """
        .formatted(quoted(url));
  }

  private static String quoted(Object value) {
    String text = value.toString();
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        throw new IllegalArgumentException("a path with control characters: " + text);
      }
      if (c == '"' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.append('"').toString();
  }
}
