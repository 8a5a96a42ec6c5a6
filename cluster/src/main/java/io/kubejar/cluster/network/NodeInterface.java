package io.kubejar.cluster.network;

import java.io.IOException;
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
    if (!IpCommand.succeeds("link", "show", "dev", name)) {
      IpCommand.require("link", "add", name, "type", "bridge");
    }
    IpCommand.require("link", "set", name, "up");
    for (String address : addresses) {
      IpCommand.require("address", "replace", address + "/32", "dev", name);
    }
    IpCommand.require("route", "replace", services, "dev", name);
  }

  /// Takes the interface away; nothing happens when it is not there.
  public void remove() throws IOException, InterruptedException {
    if (IpCommand.succeeds("link", "show", "dev", name)) {
      IpCommand.require("link", "delete", name);
    }
  }
}
