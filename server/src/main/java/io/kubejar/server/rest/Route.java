package io.kubejar.server.rest;

import java.util.Set;

/// What answers a path that is not a resource, such as `/version` or `/openapi/v3`.
///
/// The request is authenticated and, by its path and method, authorized before the handler runs.
///
/// @param path the path, such as `/healthz`
/// @param prefix whether everything below the path is meant too
/// @param methods the methods; others are answered with 405
/// @param handler what answers
public record Route(String path, boolean prefix, Set<String> methods, Handler handler) {
  /// Blocking code that answers one request.
  @FunctionalInterface
  public interface Handler {
    /// Answers; a thrown [io.kubejar.api.meta.v1.ApiException] is written as its status.
    void handle(RequestContext context) throws Exception;
  }

  /// A route for GET of exactly one path.
  public static Route get(String path, Handler handler) {
    return new Route(path, false, Set.of("GET", "HEAD"), handler);
  }

  /// A route for GET of a path and everything below.
  public static Route below(String path, Handler handler) {
    return new Route(path, true, Set.of("GET", "HEAD"), handler);
  }

  boolean matches(String requested) {
    return requested.equals(path)
        || (prefix
            && requested.startsWith(path)
            && (path.endsWith("/") || requested.charAt(path.length()) == '/'));
  }
}
