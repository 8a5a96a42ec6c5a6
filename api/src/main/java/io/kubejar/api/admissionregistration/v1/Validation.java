package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A CEL test that must be true, with the message and reason given when it is not.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.Validation",
    proto = "k8s.io.api.admissionregistration.v1.Validation")
public record Validation(
    @Field(tag = 1, proto = "Expression", required = true, always = true) String expression,
    @Field(tag = 2) String message,
    @Field(
            tag = 3,
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
        @Nullable String reason,
    @Field(tag = 4) String messageExpression)
    implements ValidationBuilder.With {
  /// An empty draft.
  public static ValidationBuilder builder() {
    return new ValidationBuilder();
  }
}
