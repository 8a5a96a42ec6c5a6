package io.kubejar.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `kubejar up`.
@Command(
    name = "up",
    description = "Start a cluster on this machine.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Mixin private final RunOptions run = new RunOptions();

  @Option(
      names = "--foreground",
      description = "Stay in the foreground, for services and debugging.")
  private boolean foreground;

  @Option(names = "--detach", hidden = true)
  private boolean detach;

  private final Operations operations;
  private final Console console;

  UpCommand(Operations operations, Console console) {
    this.operations = operations;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    return operations.up(cluster, run, detach && !foreground, console);
  }
}
