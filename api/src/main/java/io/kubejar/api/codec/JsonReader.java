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

/// A cursor over one JSON document, as generated codecs read it.
///
/// A JSON `null` reads as the zero value of methods without `OrNull`, and as `null` of those with
/// it. A value of the wrong form throws a decoding error that names the path, the form found and
/// the form wanted. Returned lists and maps are immutable; maps are sorted by key.
public interface JsonReader {
  /// Enters an object; false when the value was `null`, which is then consumed.
  boolean beginObject();

  /// The next member's name, or null at the object's end, which is then consumed.
  @Nullable String nextField();

  /// Enters an array; false when the value was `null`, which is then consumed.
  boolean beginArray();

  /// Whether another element follows; at the end the array is left.
  boolean nextElement();

  /// The form of the value that comes next, without consuming it.
  JsonForm peek();

  /// Skips one value.
  void skip();

  /// Skips the value of a member that the type does not have, and reports it in strict mode.
  void unknownField(String name);

  String string();

  @Nullable String stringOrNull();

  boolean bool();

  @Nullable Boolean boolOrNull();

  int int32();

  @Nullable Integer int32OrNull();

  long int64();

  @Nullable Long int64OrNull();

  double float64();

  @Nullable Double float64OrNull();

  Bytes bytes();

  Quantity quantity();

  @Nullable Quantity quantityOrNull();

  IntOrString intOrString();

  @Nullable IntOrString intOrStringOrNull();

  @Nullable Time timeOrNull();

  @Nullable MicroTime microTimeOrNull();

  Duration duration();

  @Nullable Duration durationOrNull();

  /// Any JSON value, kept as compact text; `null` reads as [RawJson#NULL].
  RawJson raw();

  @Nullable RawJson rawOrNull();

  @Nullable FieldsV1 fieldsV1OrNull();

  /// A value of a type; its zero value when the JSON is `null`.
  <T> T value(Codec<T> codec);

  <T> @Nullable T valueOrNull(Codec<T> codec);

  /// An array of values; empty when the JSON is `null`.
  <T> List<T> list(Codec<T> codec);

  /// An object with free keys; empty when the JSON is `null`.
  <T> Map<String, T> map(Codec<T> codec);

  /// A decoding error at the current path, for codecs written by hand.
  RuntimeException error(String message);
}
