package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// One cause of an error: reason, message and the field concerned.
///
/// @param reason Machine-readable classification of this single problem, such as
///   `FieldValueRequired`.
/// @param message Explanation of this problem for people; may be shown to the user unchanged.
/// @param field JSON path of the offending input, as in `spec.containers[0].name`; may be empty.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.StatusCause",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.StatusCause")
public record StatusCause(
    @Field(
            tag = 1,
            known = {
              "FieldManagerConflict",
              "FieldValueDuplicate",
              "FieldValueForbidden",
              "FieldValueInvalid",
              "FieldValueNotFound",
              "FieldValueNotSupported",
              "FieldValueRequired",
              "FieldValueTooLong",
              "FieldValueTooMany",
              "FieldValueTypeInvalid",
              "InternalError",
              "ResourceVersionTooLarge",
              "UnexpectedServerResponse"
            })
        String reason,
    @Field(tag = 2) String message,
    @Field(tag = 3) String field)
    implements StatusCauseBuilder.With {
  /// An empty draft.
  public static StatusCauseBuilder builder() {
    return new StatusCauseBuilder();
  }
}
