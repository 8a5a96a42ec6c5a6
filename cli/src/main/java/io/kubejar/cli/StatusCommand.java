package io.kubejar.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `kubejar status`.
@Command(
    name = "status",
    description = "Tell whether a cluster runs and how it is.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json (default: text).")
  private Format format = Format.TEXT;

  private enum Format {
    TEXT,
    JSON
  }

  private final Operations operations;
  private final Console console;

  StatusCommand(Operations operations, Console console) {
    this.operations = operations;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    return operations.status(cluster, format == Format.JSON, console);
  }
}
