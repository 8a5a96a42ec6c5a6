package io.kubejar.api.codec;

import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.RawJson;
import io.kubejar.api.value.Time;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Codecs of the values that lists and maps hold besides records.
public final class Codecs {
  public static final Codec<String> STRING =
      new Scalar<>("", JsonReader::string, JsonWriter::string);
  public static final Codec<Boolean> BOOL = new Scalar<>(false, JsonReader::bool, JsonWriter::bool);
  public static final Codec<Integer> INT32 =
      new Scalar<>(0, JsonReader::int32, (out, value) -> out.int64(value));
  public static final Codec<Long> INT64 =
      new Scalar<>(0L, JsonReader::int64, (out, value) -> out.int64(value));
  public static final Codec<Bytes> BYTES =
      new Scalar<>(Bytes.EMPTY, JsonReader::bytes, JsonWriter::bytes);
  public static final Codec<Quantity> QUANTITY =
      new Scalar<>(Quantity.ZERO, JsonReader::quantity, JsonWriter::quantity);
  public static final Codec<RawJson> RAW =
      new Scalar<>(RawJson.NULL, JsonReader::raw, JsonWriter::raw);
  public static final Codec<Time> TIME =
      new Scalar<>(
          Time.ZERO,
          in -> {
            Time time = in.timeOrNull();
            return time == null ? Time.ZERO : time;
          },
          JsonWriter::time);

  private Codecs() {}

  /// A list as an element of another list or map.
  public static <T> Codec<List<T>> list(Codec<T> element) {
    return new Scalar<>(
        List.of(), in -> in.list(element), (out, values) -> out.list(values, element, true));
  }

  /// A map as an element of a list or of another map.
  public static <T> Codec<Map<String, T>> map(Codec<T> element) {
    return new Scalar<>(
        Map.of(), in -> in.map(element), (out, values) -> out.map(values, element, true));
  }

  private record Scalar<T>(T zero, Function<JsonReader, T> reader, BiConsumer<JsonWriter, T> writer)
      implements Codec<T> {
    @Override
    public T read(JsonReader in) {
      return reader.apply(in);
    }

    @Override
    public void write(JsonWriter out, T value) {
      writer.accept(out, value);
    }
  }
}
