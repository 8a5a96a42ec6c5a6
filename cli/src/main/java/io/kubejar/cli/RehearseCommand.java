package io.kubejar.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `kubejar rehearse`.
@Command(
    name = "rehearse",
    description = "Start and stop a simulated cluster.",
    mixinStandardHelpOptions = true,
    hidden = true)
final class RehearseCommand implements Callable<Integer> {

  private final Operations operations;
  private final Console console;

  RehearseCommand(Operations operations, Console console) {
    this.operations = operations;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    return operations.rehearse(console);
  }
}
