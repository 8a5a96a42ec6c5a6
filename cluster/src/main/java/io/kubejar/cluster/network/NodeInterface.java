package io.kubejar.cluster.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// An interface of the cluster's own that holds the node's addresses.
///
/// Being a bridge without ports it exists on every machine whose pods can have a network, online or
/// not (kernels without modules often lack dummies), keeps its addresses when the machine moves to
/// another network, and is not reached from outside.
public final class NodeInterface {
  private final String name;

  /// @param name at most 15 characters
  public NodeInterface(String name) {
    this.name = name;
  }

  /// Makes the interface with the addresses, or adds those that it lacks.
  ///
  /// @param services the addresses of services: a machine without a default route needs one for
  ///   them, since their translation comes after the choice of a route
  public void install(List<String> addresses, String services)
      throws IOException, InterruptedException {
    if (!run("ip", "link", "show", "dev", name).ok()) {
      require(run("ip", "link", "add", name, "type", "bridge"));
    }
    require(run("ip", "link", "set", name, "up"));
    for (String address : addresses) {
      require(run("ip", "address", "replace", address + "/32", "dev", name));
    }
    require(run("ip", "route", "replace", services, "dev", name));
  }

  /// Takes the interface away; nothing happens when it is not there.
  public void remove() throws IOException, InterruptedException {
    if (run("ip", "link", "show", "dev", name).ok()) {
      require(run("ip", "link", "delete", name));
    }
  }

  private record Outcome(boolean ok, List<String> command, String output) {}

  private static void require(Outcome outcome) throws IOException {
    if (!outcome.ok()) {
      throw new IOException(String.join(" ", outcome.command()) + ": " + outcome.output());
    }
  }

  private static Outcome run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Outcome(process.waitFor() == 0, new ArrayList<>(List.of(command)), output);
  }
}
