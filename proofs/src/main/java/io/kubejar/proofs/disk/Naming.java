package io.kubejar.proofs.disk;

import org.jspecify.annotations.Nullable;

/// A change of names that takes place as a whole or not at all.
///
/// @param node what gets the name, null when the name goes
/// @param from where it had another name before that it loses, for a renaming
record Naming(
    Node.Directory directory,
    String name,
    @Nullable Node node,
    Node.@Nullable Directory from,
    @Nullable String formerName) {

  static Naming made(Node.Directory directory, String name, Node node) {
    return new Naming(directory, name, node, null, null);
  }

  static Naming removed(Node.Directory directory, String name) {
    return new Naming(directory, name, null, null, null);
  }

  boolean touches(Node.Directory other) {
    return directory.equals(other) || other.equals(from);
  }
}
