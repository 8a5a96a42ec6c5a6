package io.kubejar.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `kubejar backup`.
@Command(
    name = "backup",
    description = {
      "Write a backup of a cluster: all its objects at one revision, and its keys.",
      "The cluster may run. Guard the file like the cluster: who has it can read every secret.",
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  kubejar backup monday.zip"})
final class BackupCommand implements Callable<Integer> {
  @Mixin private final ClusterOptions cluster = new ClusterOptions();
  @Mixin private final EtcdOptions etcd = new EtcdOptions();

  @Parameters(paramLabel = "FILE", description = "The file to write, which must not exist.")
  private Path file = Path.of("");

  private final Operations operations;
  private final Console console;

  BackupCommand(Operations operations, Console console) {
    this.operations = operations;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    return operations.backup(cluster, etcd, file, console);
  }
}
