package io.kubejar.api.codec;

import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.Duration;
import io.kubejar.api.value.FieldsV1;
import io.kubejar.api.value.IntOrString;
import io.kubejar.api.value.MicroTime;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.RawJson;
import io.kubejar.api.value.SortedStringMap;
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

  default void quantity(@Nullable Quantity value) {
    string(value == null ? null : value.toString());
  }

  default void intOrString(@Nullable IntOrString value) {
    switch (value) {
      case null -> nullValue();
      case IntOrString.Int(int number) -> int64(number);
      case IntOrString.Text(String text) -> string(text);
    }
  }

  /// A time; `null` when it is the zero one, which is as good as none.
  default void time(@Nullable Time value) {
    string(value == null || value.equals(Time.ZERO) ? null : value.toString());
  }

  default void microTime(@Nullable MicroTime value) {
    string(value == null ? null : value.toString());
  }

  default void duration(@Nullable Duration value) {
    string(value == null ? null : value.toString());
  }

  void raw(@Nullable RawJson value);

  void fieldsV1(@Nullable FieldsV1 value);

  /// An array; `null` when the list is empty and `emptyAsNull` says so, as upstream writes absent
  /// lists that it never leaves out.
  default <T> void list(List<T> values, Codec<T> codec, boolean emptyAsNull) {
    if (emptyAsNull && values.isEmpty()) {
      nullValue();
      return;
    }
    beginArray();
    for (T value : values) {
      codec.write(this, value);
    }
    endArray();
  }

  /// An object with its keys in ascending order.
  default <T> void map(Map<String, T> values, Codec<T> codec, boolean emptyAsNull) {
    if (emptyAsNull && values.isEmpty()) {
      nullValue();
      return;
    }
    beginObject();
    SortedStringMap<T> sorted = (SortedStringMap<T>) SortedStringMap.copyOf(values);
    for (int i = 0, n = sorted.size(); i < n; i++) {
      name(sorted.keyAt(i));
      codec.write(this, sorted.valueAt(i));
    }
    endObject();
  }
}
