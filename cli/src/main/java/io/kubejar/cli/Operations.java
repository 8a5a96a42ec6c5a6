package io.kubejar.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What commands do to clusters; each call returns the process's exit code.
///
/// Failures that the user can mend are [UserException]s with a message that says how.
public interface Operations {
  /// Starts the whole cluster and, when `detach` is set, lets go of the terminal once it is ready.
  /// Returns when the cluster has stopped.
  int up(ClusterOptions cluster, RunOptions run, boolean detach, Console console)
      throws IOException, InterruptedException;

  /// Runs one role until it is told to stop.
  int role(Role role, ClusterOptions cluster, RunOptions run, Console console)
      throws IOException, InterruptedException;

  /// Stops a cluster with its pods; deletes its data too when `reset` is set.
  int down(ClusterOptions cluster, boolean reset, Console console)
      throws IOException, InterruptedException;

  /// Tells whether the cluster runs and how it is, as text or JSON.
  int status(ClusterOptions cluster, boolean json, Console console) throws IOException;

  /// Starts and stops a simulated cluster, which is what the AOT cache is made from.
  int rehearse(Console console) throws IOException, InterruptedException;

  /// Writes a backup of a cluster, running or not, to a file.
  ///
  /// @param etcd where the state of a cluster that does not run is, if not in its directory
  int backup(ClusterOptions cluster, EtcdOptions etcd, Path file, Console console)
      throws IOException;

  /// Makes a cluster's state and keys from a backup.
  ///
  /// @param replace whether what is there is put aside
  int restore(ClusterOptions cluster, EtcdOptions etcd, Path file, boolean replace, Console console)
      throws IOException;

  /// Reads every object of a cluster that does not run, and tells of those that are damaged.
  int storeCheck(ClusterOptions cluster, EtcdOptions etcd, Console console) throws IOException;

  /// Copies the state from one store to another, each a cluster's directory or endpoints of etcd.
  int storeMigrate(String from, String to, EtcdOptions etcd, Console console) throws IOException;

  /// Makes a new key for secrets in the store.
  ///
  /// @param dropOld forgets all keys but the newest instead, of a cluster that does not run
  int storeRotateKey(ClusterOptions cluster, boolean dropOld, Console console) throws IOException;

  /// Builds an image into the cluster's registry.
  int imageBuild(
      ClusterOptions cluster,
      String name,
      Path directory,
      @Nullable Path dockerfile,
      Console console)
      throws IOException;

  /// Makes an image of the machine's static busybox.
  int imageBusybox(ClusterOptions cluster, String name, Console console) throws IOException;

  /// Takes images from an archive into the cluster's registry.
  int imageLoad(ClusterOptions cluster, Path archive, Console console) throws IOException;

  /// The images in the cluster's registry.
  List<String> images(ClusterOptions cluster) throws IOException;
}
