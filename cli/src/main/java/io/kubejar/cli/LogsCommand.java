package io.kubejar.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `kubejar logs`: what the cluster's process wrote.
@Command(
    name = "logs",
    description = "Show the log of a cluster's process.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on as the log grows.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "200",
      description = "How many of the last lines to show (default: 200).")
  private int lines = 200;

  private final Console console;

  LogsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Path log = cluster.directory().log();
    if (!Files.exists(log)) {
      throw new UserException("there is no log at " + log + "; was the cluster ever started?");
    }
    console.out().flush();
    List<String> command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
    if (follow) {
      command.add("-F");
    }
    command.add(log.toString());
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
