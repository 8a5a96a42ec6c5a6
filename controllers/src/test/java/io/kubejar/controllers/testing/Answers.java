package io.kubejar.controllers.testing;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.Status;

/// Refusals as an API server words them.
public final class Answers {
  private Answers() {}

  public static ApiException notFound(Kind<?> kind, String name) {
    return of(404, "NotFound", "%s \"%s\" not found", kind, name);
  }

  public static ApiException alreadyExists(Kind<?> kind, String name) {
    return of(409, "AlreadyExists", "%s \"%s\" already exists", kind, name);
  }

  public static ApiException conflict(Kind<?> kind, String name) {
    return of(
        409,
        "Conflict",
        "Operation cannot be fulfilled on %s \"%s\": the object has been modified; please apply"
            + " your changes to the latest version and try again",
        kind,
        name);
  }

  public static ApiException forbidden(Kind<?> kind, String name) {
    return of(403, "Forbidden", "%s \"%s\" is forbidden: exceeded quota", kind, name);
  }

  private static ApiException of(
      int code, String reason, String format, Kind<?> kind, String name) {
    return new ApiException(
        Status.builder()
            .status("Failure")
            .code(code)
            .reason(reason)
            .message(format.formatted(kind.names().qualifiedResource(), name))
            .build());
  }
}
