package io.kubejar.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options by which every command finds its cluster.
public final class ClusterOptions {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "kubejar",
      description = "Name of the cluster and of its kubeconfig context (default: kubejar).")
  String name = "kubejar";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Directory that holds the whole cluster (default: /var/lib/kubejar for root,"
              + " ~/.kubejar otherwise, with -NAME appended for other names).")
  @Nullable Path dataDir;

  /// The cluster's name.
  public String name() {
    return name;
  }

  /// The cluster's directory.
  public DataDirectory directory() {
    return dataDir == null
        ? DataDirectory.ofName(name, "root".equals(System.getProperty("user.name")))
        : new DataDirectory(dataDir.toAbsolutePath().normalize());
  }
}
