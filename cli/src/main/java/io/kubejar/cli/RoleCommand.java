package io.kubejar.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `kubejar server`, `controllers`, `scheduler`, `node`, `proxy` and `dns`: one role a process.
@Command(
    description = "Run this role alone, against any conformant API server.",
    mixinStandardHelpOptions = true)
final class RoleCommand implements Callable<Integer> {
  @Mixin private final ClusterOptions cluster = new ClusterOptions();
  @Mixin private final RunOptions run = new RunOptions();

  private final Role role;
  private final Operations operations;
  private final Console console;

  RoleCommand(Role role, Operations operations, Console console) {
    this.role = role;
    this.operations = operations;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    return operations.role(role, cluster, run, console);
  }
}
