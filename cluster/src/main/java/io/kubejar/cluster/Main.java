package io.kubejar.cluster;

import io.kubejar.cli.KubejarCommand;

/// The entry of `kubejar.jar`.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // Netty would set the flight recorder up with its first buffer.
    System.setProperty("io.netty.jfr.enabled", "false");
    System.exit(KubejarCommand.commandLine(new MachineOperations(), arguments).execute(arguments));
  }
}
