package io.kubejar.policy.node;

import io.kubejar.server.spi.User;

/// How the agent of a node is known: the user `system:node:<name>` in the group `system:nodes`.
final class NodeIdentity {
  private static final String PREFIX = "system:node:";
  private static final String GROUP = "system:nodes";

  private NodeIdentity() {}

  /// Whether the user is a node's agent.
  static boolean isNode(User user) {
    return user.name().startsWith(PREFIX) && user.inGroup(GROUP);
  }

  /// The node's name; empty when the user does not say which.
  static String nameOf(User user) {
    return user.name().substring(PREFIX.length());
  }
}
