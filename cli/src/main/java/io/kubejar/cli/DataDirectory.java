package io.kubejar.cli;

import java.nio.file.Path;
import java.util.Locale;

/// The one directory that holds all of a cluster on this machine.
///
/// @param root the directory
public record DataDirectory(Path root) {
  /// The default for a cluster's name: below `/var/lib` for root, in the home directory otherwise.
  public static DataDirectory ofName(String name, boolean root) {
    String suffix = name.equals("kubejar") ? "" : "-" + name;
    return new DataDirectory(
        root ? Path.of("/var/lib/kubejar" + suffix) : home().resolve(".kubejar" + suffix));
  }

  /// The user's home: where the environment says, as kubectl has it, since the user database may
  /// say otherwise (`sudo -E`, containers) or nothing at all.
  public static Path home() {
    String said = System.getenv("HOME");
    return Path.of(said == null || said.isBlank() ? System.getProperty("user.home") : said);
  }

  /// The administrator's kubeconfig.
  public Path kubeconfig() {
    return root.resolve("kubeconfig");
  }

  /// The id of the running process.
  public Path pidFile() {
    return root.resolve("kubejar.pid");
  }

  /// The id of the process that runs one role.
  public Path pidFile(Role role) {
    return role == Role.SERVER
        ? pidFile()
        : root.resolve(role.name().toLowerCase(Locale.ROOT) + ".pid");
  }

  /// Locked by the process that runs the cluster, for as long as it does.
  public Path lock() {
    return root.resolve("kubejar.lock");
  }

  /// What the running process writes.
  public Path log() {
    return root.resolve("kubejar.log");
  }

  /// Asks the running process to end its pods too when it stops.
  public Path stopPods() {
    return root.resolve("stop-pods");
  }

  /// The settings of the last start, which `down` and `status` read.
  public Path settings() {
    return root.resolve("cluster.properties");
  }

  public Path pki() {
    return root.resolve("pki");
  }

  public Path store() {
    return root.resolve("store");
  }

  /// The key that secrets are sealed with in the store.
  public Path encryption() {
    return root.resolve("encryption.yaml");
  }

  /// What the node keeps: containerd, volumes, logs.
  public Path node() {
    return root.resolve("node");
  }

  /// Images that the embedded registry serves.
  public Path images() {
    return root.resolve("images");
  }
}
