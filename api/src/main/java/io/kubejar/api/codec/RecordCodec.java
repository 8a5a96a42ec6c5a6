package io.kubejar.api.codec;

import io.kubejar.api.schema.ObjectSchema;

/// A codec generated for a record.
///
/// @param <T> the record
public interface RecordCodec<T> extends Codec<T> {
  /// The table of the record's members.
  ObjectSchema schema();

  /// Writes the members without the braces around them, so that a caller can put others first.
  void writeMembers(JsonWriter out, T value);
}
