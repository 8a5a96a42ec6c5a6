package io.kubejar.api.codec;

import io.kubejar.api.schema.ObjectSchema;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A codec generated for a record.
///
/// @param <T> the record
public interface RecordCodec<T> extends Codec<T> {
  /// The table of the record's members.
  ObjectSchema schema();

  /// Writes the members without the braces around them, so that a caller can put others first.
  void writeMembers(JsonWriter out, T value);

  /// Tells the gates of the members that a value and its parts have.
  default void features(T value, Consumer<String> seen) {}

  /// The value without the members whose gates are off; the value itself when it has none.
  default T without(T value, Predicate<String> off) {
    return value;
  }
}
