package io.kubejar.api.schema;

import java.util.function.Supplier;

/// The form of a field's value.
public sealed interface FieldType {
  /// A value without parts.
  enum Scalar implements FieldType {
    STRING,
    BOOLEAN,
    INTEGER,
    NUMBER,
    BYTES,
    QUANTITY,
    INT_OR_STRING,
    TIME,
    MICRO_TIME,
    DURATION,
    /// Any JSON value.
    RAW,
    /// The set of fields a manager owns.
    FIELDS_V1
  }

  /// A list of values of one form.
  record ListOf(FieldType element) implements FieldType {}

  /// A map with string keys.
  record MapOf(FieldType element) implements FieldType {}

  /// An object with members of its own.
  record ObjectOf(Supplier<ObjectSchema> target) implements FieldType {
    /// The members' table.
    public ObjectSchema schema() {
      return target.get();
    }
  }

  /// A value with a hand-written codec and several possible forms.
  record Opaque(String name) implements FieldType {}
}
