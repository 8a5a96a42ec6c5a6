package io.kubejar.server.rest;

import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What answers a path that is not a resource, such as `/version` or `/openapi/v3`.
///
/// The request is authenticated and, by its path and method, authorized before the handler runs.
///
/// @param path the path, such as `/healthz`
/// @param prefix whether everything below the path is meant too
/// @param methods the methods; others are answered with 405
/// @param handler what answers
/// @param condition which paths below are meant, where not all of them are
public record Route(
    String path,
    boolean prefix,
    Set<String> methods,
    Handler handler,
    @Nullable Predicate<String> condition) {
  public Route(String path, boolean prefix, Set<String> methods, Handler handler) {
    this(path, prefix, methods, handler, null);
  }

  /// Blocking code that answers one request.
  @FunctionalInterface
  public interface Handler {
    /// Answers; a thrown [io.kubejar.api.meta.v1.ApiException] is written as its status.
    void handle(RequestContext context) throws Exception;
  }

  private static final Set<String> ALL =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /// A route for GET of exactly one path.
  public static Route get(String path, Handler handler) {
    return new Route(path, false, Set.of("GET"), handler);
  }

  /// A route of exactly one path that answers alike whatever the method is, as those of upstream do
  /// that are no services of their own.
  public static Route any(String path, Handler handler) {
    return new Route(path, false, ALL, handler);
  }

  /// The same for a path and everything below.
  public static Route below(String path, Handler handler) {
    return new Route(path, true, ALL, handler);
  }

  /// A route for those paths below another that meet a condition, which may change, by any method.
  public static Route when(String path, Predicate<String> condition, Handler handler) {
    return new Route(path, true, ALL, handler, condition);
  }

  boolean matches(String requested) {
    if (condition != null) {
      return requested.startsWith(path) && condition.test(requested);
    }
    return requested.equals(path)
        || (prefix
            && requested.startsWith(path)
            && (path.endsWith("/") || requested.charAt(path.length()) == '/'));
  }
}
