package io.kubejar.api.codec;

/// How one type is read from and written to JSON.
///
/// @param <T> the type
public interface Codec<T> {
  /// Reads a value that is not JSON `null`.
  T read(JsonReader in);

  /// Writes a value.
  void write(JsonWriter out, T value);

  /// What a JSON `null` or an absent value means where the type is not optional.
  T zero();
}
