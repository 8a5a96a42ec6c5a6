package io.kubejar.api.kind;

import io.kubejar.api.codec.JsonReader;
import io.kubejar.api.codec.JsonWriter;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.schema.ObjectSchema;

/// The codec of a kind under the name of a version, for all its parts that are of the group.
public final class VersionedCodec<T> extends FormOfCodec<T> {
  private final ObjectCodec<T> codec;
  private final Names names;
  private final ObjectSchema schema;

  /// @param codec of another version, or of one whose parts are of another
  public VersionedCodec(ObjectCodec<T> codec, Names names) {
    super(codec);
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
}
