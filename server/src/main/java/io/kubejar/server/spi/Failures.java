package io.kubejar.server.spi;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ListMeta;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.meta.v1.StatusCause;
import io.kubejar.api.meta.v1.StatusDetails;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answers to requests that cannot be carried out, with upstream's reasons and texts.
public final class Failures {
  private Failures() {}

  public static ApiException badRequest(String message) {
    return failure(400, "BadRequest", message, null);
  }

  public static ApiException unauthorized() {
    return failure(401, "Unauthorized", "Unauthorized", null);
  }

  /// A refusal of admission or authorization: `pods "web" is forbidden: …`.
  public static ApiException forbidden(Names kind, String name, String why) {
    String resource = kind.qualifiedResource();
    String message =
        name.isEmpty()
            ? "%s is forbidden: %s".formatted(resource, why)
            : "%s \"%s\" is forbidden: %s".formatted(resource, name, why);
    return failure(403, "Forbidden", message, details(name, kind.group(), kind.plural()));
  }

  public static ApiException notFound(Names kind, String name) {
    return notFound(kind.group(), kind.plural(), name);
  }

  public static ApiException notFound(String group, String resource, String name) {
    String qualified = group.isEmpty() ? resource : resource + "." + group;
    return failure(
        404,
        "NotFound",
        "%s \"%s\" not found".formatted(qualified, name),
        details(name, group, resource));
  }

  /// There is no such path.
  public static ApiException noSuchPath() {
    return failure(
        404, "NotFound", "the server could not find the requested resource", emptyDetails());
  }

  /// The path does not know the method.
  public static ApiException methodNotAllowed() {
    return failure(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        emptyDetails());
  }

  /// The resource does not know the verb.
  public static ApiException verbNotSupported(Names kind, String verb) {
    return failure(
        405,
        "MethodNotAllowed",
        "%s is not supported on resources of kind \"%s\"".formatted(verb, kind.qualifiedResource()),
        details("", kind.group(), kind.plural()));
  }

  public static ApiException alreadyExists(Names kind, String name) {
    return failure(
        409,
        "AlreadyExists",
        "%s \"%s\" already exists".formatted(kind.qualifiedResource(), name),
        details(name, kind.group(), kind.plural()));
  }

  /// `Operation cannot be fulfilled on …: why`.
  public static ApiException conflict(Names kind, String name, String why) {
    return conflict(kind.group(), kind.plural(), name, why);
  }

  public static ApiException conflict(String group, String resource, String name, String why) {
    String qualified = group.isEmpty() ? resource : resource + "." + group;
    return failure(
        409,
        "Conflict",
        "Operation cannot be fulfilled on %s \"%s\": %s".formatted(qualified, name, why),
        details(name, group, resource));
  }

  /// The revision asked for is gone.
  public static ApiException expired(String message) {
    return failure(410, "Expired", message, null);
  }

  public static ApiException tooLarge(String message) {
    return failure(413, "RequestEntityTooLarge", message, null);
  }

  /// The object breaks rules: one cause per error.
  public static ApiException invalid(
      String group, String kind, String name, List<FieldError> errors) {
    var causes = new ArrayList<StatusCause>(errors.size());
    var texts = new ArrayList<String>(errors.size());
    for (FieldError error : errors) {
      causes.add(new StatusCause(error.type().reason(), error.message(), error.field()));
      if (!texts.contains(error.toString())) {
        texts.add(error.toString());
      }
    }
    String joined = texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]";
    String qualified = group.isEmpty() ? kind : kind + "." + group;
    return failure(
        422,
        "Invalid",
        "%s \"%s\" is invalid: %s".formatted(qualified, name, joined),
        new StatusDetails(name, group, kind, "", causes, 0));
  }

  public static ApiException invalid(Names kind, String name, List<FieldError> errors) {
    // Both kinds of events are one to upstream's rules, which know it by its older name.
    boolean event = kind.group().equals("events.k8s.io");
    return invalid(event ? "" : kind.group(), kind.kind(), name, errors);
  }

  /// The client should come again after some seconds.
  public static ApiException tooManyRequests(String message, int retryAfterSeconds) {
    return failure(
        429,
        "TooManyRequests",
        message,
        new StatusDetails("", "", "", "", List.of(), retryAfterSeconds));
  }

  public static ApiException internal(String message) {
    return failure(
        500,
        "InternalError",
        "Internal error occurred: " + message,
        new StatusDetails("", "", "", "", List.of(new StatusCause("", message, "")), 0));
  }

  public static ApiException unavailable(String message) {
    return failure(503, "ServiceUnavailable", message, null);
  }

  public static ApiException timeout(String message, int retryAfterSeconds) {
    return failure(
        504, "Timeout", message, new StatusDetails("", "", "", "", List.of(), retryAfterSeconds));
  }

  /// Any failure.
  public static ApiException failure(
      int code, String reason, String message, @Nullable StatusDetails details) {
    return new ApiException(
        new Status(ListMeta.builder().build(), "Failure", message, reason, details, code));
  }

  /// Details without anything in them, as some answers carry.
  public static StatusDetails emptyDetails() {
    return new StatusDetails("", "", "", "", List.of(), 0);
  }

  private static StatusDetails details(String name, String group, String kind) {
    return new StatusDetails(name, group, kind, "", List.of(), 0);
  }
}
