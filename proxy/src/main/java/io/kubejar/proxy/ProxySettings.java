package io.kubejar.proxy;

import java.util.Set;

/// What the proxy needs to know of its node.
///
/// @param table the name of the kernel's table, which is the cluster's own
/// @param nodeName the node, for traffic policies that ask for local endpoints
/// @param podCidr the range of all pods' addresses, which need no masquerade
/// @param ownAddresses service addresses that something on the node itself answers
public record ProxySettings(
    String table, String nodeName, String podCidr, Set<String> ownAddresses) {
  public ProxySettings {
    ownAddresses = Set.copyOf(ownAddresses);
  }
}
