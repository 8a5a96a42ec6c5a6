package io.kubejar.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `kubejar reset`.
@Command(
    name = "reset",
    description = "Stop a cluster and delete its data.",
    mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {
  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  private final Operations operations;
  private final Console console;

  ResetCommand(Operations operations, Console console) {
    this.operations = operations;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    return operations.down(cluster, true, console);
  }
}
