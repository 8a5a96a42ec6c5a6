package io.kubejar.api.meta.v1;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.codec.FieldName;
import io.kubejar.api.codec.JsonReader;
import io.kubejar.api.codec.JsonWriter;
import io.kubejar.api.codec.RecordCodec;

/// The codec of a kind, which also knows the kind's name and the parts that all kinds have.
///
/// @param <T> the kind's record
public interface ObjectCodec<T> extends RecordCodec<T> {
  FieldName KIND = new FieldName("kind");
  FieldName API_VERSION = new FieldName("apiVersion");

  /// `v1` or `group/version`.
  String apiVersion();

  /// The kind's name.
  String kind();

  /// Writes the object with its `kind` and `apiVersion` first.
  default void writeTyped(JsonWriter out, T value) {
    out.beginObject();
    out.name(KIND);
    out.string(kind());
    out.name(API_VERSION);
    out.string(apiVersion());
    writeMembers(out, value);
    out.endObject();
  }

  /// The codec for objects inside others, which carry their `kind` and `apiVersion` there.
  default Codec<T> typed() {
    return new Codec<>() {
      @Override
      public T read(JsonReader in) {
        return ObjectCodec.this.read(in);
      }

      @Override
      public void write(JsonWriter out, T value) {
        writeTyped(out, value);
      }

      @Override
      public T zero() {
        return ObjectCodec.this.zero();
      }
    };
  }

  /// The object with the `status` of another; the object itself when the kind has none.
  T withStatusOf(T object, T other);

  /// Whether everything but metadata and status is equal in both.
  boolean sameSpec(T left, T right);
}
