package io.kubejar.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `kubejar down`.
@Command(
    name = "down",
    description = "Stop a cluster and its pods; its data stays.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  private final Operations operations;
  private final Console console;

  DownCommand(Operations operations, Console console) {
    this.operations = operations;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    return operations.down(cluster, false, console);
  }
}
