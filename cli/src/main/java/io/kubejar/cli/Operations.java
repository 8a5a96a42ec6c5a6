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

  /// What is special about the start of a cluster that others join.
  ///
  /// @param token the first bootstrap token; null for a random one
  /// @param timeToLive how long the token is good for
  /// @param certificateKey seals what further servers need; null for a random one
  /// @param stacked whether an etcd runs beside each server
  record Init(
      @Nullable String token, String timeToLive, @Nullable String certificateKey, boolean stacked) {
    /// Secrets are left out.
    @Override
    public String toString() {
      return "Init[" + timeToLive + ", " + stacked + "]";
    }
  }

  /// Whom a machine joins.
  ///
  /// @param server a host with a port
  /// @param token a bootstrap token
  /// @param hashes which authorities to believe; none for any
  /// @param certificateKey opens what a server needs; null for a node
  record Join(String server, String token, List<String> hashes, @Nullable String certificateKey) {
    /// Secrets are left out.
    @Override
    public String toString() {
      return "Join[" + server + "]";
    }
  }

  /// A bootstrap token to be made.
  ///
  /// @param token null for a random one
  record NewToken(
      @Nullable String token,
      String timeToLive,
      List<String> usages,
      List<String> groups,
      String description) {
    /// The token is left out.
    @Override
    public String toString() {
      return "NewToken[" + description + "]";
    }
  }

  /// How a new token is shown.
  ///
  /// @param whole whether as the command that joins with it
  /// @param certificateKey for another server; null for a node
  /// @param upload whether the servers' certificates are sealed anew
  record JoinCommandLine(boolean whole, @Nullable String certificateKey, boolean upload) {
    /// The key is left out.
    @Override
    public String toString() {
      return "JoinCommandLine[" + whole + ", " + upload + "]";
    }
  }

  /// Starts the first server of a cluster that others join.
  ///
  /// @param arguments the machine's options, see [MemberOptions#of]
  int init(
      ClusterOptions cluster, List<String> arguments, Init init, boolean detach, Console console)
      throws IOException, InterruptedException;

  /// Makes this machine a node or a server of a cluster, and runs it.
  ///
  /// @param arguments the machine's options, see [MemberOptions#of]
  int join(
      ClusterOptions cluster, List<String> arguments, Join join, boolean detach, Console console)
      throws IOException, InterruptedException;

  /// Makes a bootstrap token.
  int tokenCreate(ClusterOptions cluster, NewToken token, JoinCommandLine shown, Console console)
      throws IOException;

  /// Shows the bootstrap tokens.
  int tokenList(ClusterOptions cluster, Console console) throws IOException;

  /// Deletes bootstrap tokens, by themselves or by their first parts.
  int tokenDelete(ClusterOptions cluster, List<String> tokens, Console console) throws IOException;

  /// Prints a random token.
  int tokenGenerate(Console console);

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
  /// @param sealing how values are sealed in an etcd
  /// @param replace whether what is there is put aside
  int restore(
      ClusterOptions cluster,
      EtcdOptions etcd,
      SealingOptions sealing,
      Path file,
      boolean replace,
      Console console)
      throws IOException, InterruptedException;

  /// Reads every object of a cluster that does not run, and tells of those that are damaged.
  ///
  /// @param cut whether a damaged log is cut first
  int storeCheck(
      ClusterOptions cluster,
      EtcdOptions etcd,
      SealingOptions sealing,
      boolean cut,
      Console console)
      throws IOException;

  /// Copies the state from one store to another, each a cluster's directory or endpoints of etcd.
  int storeMigrate(
      String from, String to, EtcdOptions etcd, SealingOptions sealing, Console console)
      throws IOException;

  /// Makes a new key for secrets in the store.
  ///
  /// @param dropOld forgets all keys but the newest instead, of a cluster that does not run
  int storeRotateKey(ClusterOptions cluster, boolean dropOld, Console console)
      throws IOException, InterruptedException;

  /// Shows the members of the etcd that runs beside the servers.
  int etcdMembers(ClusterOptions cluster, Console console) throws IOException;

  /// Takes a member of that etcd out.
  ///
  /// @param member its name or id
  int etcdRemove(ClusterOptions cluster, String member, Console console) throws IOException;

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
