package io.kubejar.api.kind;

import io.kubejar.api.codec.JsonReader;
import io.kubejar.api.codec.JsonWriter;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.schema.ObjectSchema;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The codec of a kind under the name of a version, for all its parts that are of the group.
public final class VersionedCodec<T> implements ObjectCodec<T> {
  private final ObjectCodec<T> codec;
  private final Names names;
  private final ObjectSchema schema;

  /// @param codec of another version, or of one whose parts are of another
  public VersionedCodec(ObjectCodec<T> codec, Names names) {
    this.codec = codec;
    this.names = names;
    this.schema = new VersionedSchemas(codec.schema(), names.version()).root();
  }

  @Override
  public String apiVersion() {
    return names.apiVersion();
  }

  @Override
  public String kind() {
    return names.kind();
  }

  @Override
  public ObjectSchema schema() {
    return schema;
  }

  @Override
  public T read(JsonReader in) {
    return codec.read(in);
  }

  @Override
  public void write(JsonWriter out, T value) {
    codec.write(out, value);
  }

  @Override
  public void writeMembers(JsonWriter out, T value) {
    codec.writeMembers(out, value);
  }

  @Override
  public T zero() {
    return codec.zero();
  }

  @Override
  public T withStatusOf(T object, T other) {
    return codec.withStatusOf(object, other);
  }

  @Override
  public boolean sameSpec(T left, T right) {
    return codec.sameSpec(left, right);
  }

  @Override
  public void features(T value, Consumer<String> seen) {
    codec.features(value, seen);
  }

  @Override
  public T without(T value, Predicate<String> off) {
    return codec.without(value, off);
  }
}
