package io.kubejar.api.kind;

/// One thing wrong with one field of an object.
///
/// @param type what sort of wrong
/// @param field the field's path
/// @param message the text without the path, such as `Required value: must be given`
public record FieldError(Type type, String field, String message) {
  /// The sorts, with the reason that a status cause carries and the head of the message.
  public enum Type {
    NOT_FOUND("FieldValueNotFound", "Not found"),
    REQUIRED("FieldValueRequired", "Required value"),
    DUPLICATE("FieldValueDuplicate", "Duplicate value"),
    INVALID("FieldValueInvalid", "Invalid value"),
    NOT_SUPPORTED("FieldValueNotSupported", "Unsupported value"),
    FORBIDDEN("FieldValueForbidden", "Forbidden"),
    TOO_LONG("FieldValueTooLong", "Too long"),
    TOO_MANY("FieldValueTooMany", "Too many"),
    INTERNAL("InternalError", "Internal error"),
    TYPE_INVALID("FieldValueTypeInvalid", "Invalid value");

    private final String reason;
    private final String title;

    Type(String reason, String title) {
      this.reason = reason;
      this.title = title;
    }

    public String reason() {
      return reason;
    }

    public String title() {
      return title;
    }
  }

  /// The whole text, such as `spec.replicas: Invalid value: -1: must be …`.
  @Override
  public String toString() {
    return field + ": " + message;
  }
}
