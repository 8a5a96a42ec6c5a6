package io.kubejar.api.codec;

import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.Duration;
import io.kubejar.api.value.FieldsV1;
import io.kubejar.api.value.IntOrString;
import io.kubejar.api.value.MicroTime;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.RawJson;
import io.kubejar.api.value.Time;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A sink for one JSON document, as generated codecs write it; it places the commas itself.
public interface JsonWriter {
  void beginObject();

  void endObject();

  void beginArray();

  void endArray();

  /// The name of the member whose value comes next.
  void name(FieldName name);

  /// A name that is data, escaped as needed.
  void name(String name);

  void nullValue();

  void string(@Nullable String value);

  void bool(boolean value);

  void int64(long value);

  void float64(double value);

  void bytes(@Nullable Bytes value);

  void quantity(@Nullable Quantity value);

  void intOrString(@Nullable IntOrString value);

  void time(@Nullable Time value);

  void microTime(@Nullable MicroTime value);

  void duration(@Nullable Duration value);

  void raw(@Nullable RawJson value);

  void fieldsV1(@Nullable FieldsV1 value);

  /// An array; `null` when the list is empty and `emptyAsNull` says so, as upstream writes absent
  /// lists that it never leaves out.
  <T> void list(List<T> values, Codec<T> codec, boolean emptyAsNull);

  /// An object with its keys in ascending order.
  <T> void map(Map<String, T> values, Codec<T> codec, boolean emptyAsNull);
}
