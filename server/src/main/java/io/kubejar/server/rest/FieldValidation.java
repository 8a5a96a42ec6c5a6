package io.kubejar.server.rest;

/// What becomes of unknown and duplicate fields in a body.
enum FieldValidation {
  IGNORE,
  WARN,
  STRICT;

  /// The `fieldValidation` parameter; warn when it is absent.
  static FieldValidation of(String parameter) {
    return switch (parameter) {
      case "Ignore" -> IGNORE;
      case "Strict" -> STRICT;
      default -> WARN;
    };
  }
}
