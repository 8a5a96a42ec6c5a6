package io.kubejar.api.kind;

import io.kubejar.api.codec.JsonReader;
import io.kubejar.api.codec.JsonWriter;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.schema.ObjectSchema;
import java.util.function.Function;

/// The codec of a kind in a version in which its objects have another form.
///
/// @param <T> the record that has the rules
/// @param <V> the record of the version
final class ConvertedCodec<T, V> extends FormOfCodec<T> {
  private final ObjectCodec<V> form;
  private final Function<V, T> read;
  private final Function<T, V> write;

  ConvertedCodec(
      ObjectCodec<T> rules, ObjectCodec<V> form, Function<V, T> read, Function<T, V> write) {
    super(rules);
    this.form = form;
    this.read = read;
    this.write = write;
  }

  @Override
  public String apiVersion() {
    return form.apiVersion();
  }

  @Override
  public String kind() {
    return form.kind();
  }

  @Override
  public ObjectSchema schema() {
    return form.schema();
  }

  @Override
  public T read(JsonReader in) {
    return read.apply(form.read(in));
  }

  @Override
  public void write(JsonWriter out, T value) {
    form.write(out, write.apply(value));
  }

  @Override
  public void writeMembers(JsonWriter out, T value) {
    form.writeMembers(out, write.apply(value));
  }
}
