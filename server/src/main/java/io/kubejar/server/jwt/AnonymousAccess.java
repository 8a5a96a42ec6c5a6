package io.kubejar.server.jwt;

import java.util.Set;

/// What those may reach who show no credentials.
///
/// @param enabled whether there is anything
/// @param paths the paths; none for every path
public record AnonymousAccess(boolean enabled, Set<String> paths) {
  public AnonymousAccess {
    paths = Set.copyOf(paths);
  }
}
