package io.kubejar.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kubejar restore`.
@Command(
    name = "restore",
    description = {
      "Make a cluster's state from a backup, which is read and checked as a whole first.",
      "The cluster must not run. Afterwards `kubejar up` starts it with the same objects and keys.",
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  kubejar restore monday.zip",
      "  kubejar restore --name copy monday.zip",
      "  kubejar restore --etcd-servers http://127.0.0.1:2379 monday.zip",
    })
final class RestoreCommand implements Callable<Integer> {
  @Mixin private final ClusterOptions cluster = new ClusterOptions();
  @Mixin private final EtcdOptions etcd = new EtcdOptions();

  @Mixin private final SealingOptions sealing = new SealingOptions();

  @Option(
      names = "--force",
      description = "Put the state and keys that are there aside (to *.before-restore).")
  private boolean replace;

  @Parameters(paramLabel = "FILE", description = "The backup.")
  private Path file = Path.of("");

  private final Operations operations;
  private final Console console;

  RestoreCommand(Operations operations, Console console) {
    this.operations = operations;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    return operations.restore(cluster, etcd, sealing, file, replace, console);
  }
}
