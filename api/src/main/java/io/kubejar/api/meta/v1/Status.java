package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The result of an operation that returns no other object, mostly an error: outcome, reason,
/// message and HTTP code.
///
/// @param metadata List-style metadata; normally empty in error and success replies.
/// @param status Overall outcome of the request, either `Success` or `Failure`.
/// @param message Sentence for people describing what happened; not intended for parsing.
/// @param reason Machine-readable CamelCase cause of a failure, refining the HTTP code; empty when
///   unknown.
/// @param details Extra data about the affected object and individual causes; depends on `reason`.
/// @param code HTTP status code that belongs to this reply, 0 if unset.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.Status",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.Status",
    version = "v1",
    kind = "Status")
public record Status(
    @Field(tag = 1) ListMeta metadata,
    @Field(tag = 2) String status,
    @Field(tag = 3) String message,
    @Field(
            tag = 4,
            known = {
              "",
              "AlreadyExists",
              "BadRequest",
              "Conflict",
              "Expired",
              "Forbidden",
              "Gone",
              "InternalError",
              "Invalid",
              "MethodNotAllowed",
              "NotAcceptable",
              "NotFound",
              "RequestEntityTooLarge",
              "ServerTimeout",
              "ServiceUnavailable",
              "StorageReadError",
              "Timeout",
              "TooManyRequests",
              "Unauthorized",
              "UnsupportedMediaType"
            })
        String reason,
    @Field(tag = 5) @Nullable StatusDetails details,
    @Field(tag = 6, format = "int32") int code)
    implements StatusBuilder.With {
  /// An empty draft.
  public static StatusBuilder builder() {
    return new StatusBuilder();
  }
}
