package io.kubejar.server.rest;

import io.kubejar.api.codec.RecordCodec;
import io.kubejar.api.schema.FieldSchema;
import io.kubejar.api.schema.FieldType;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.Integers;
import io.kubejar.server.spi.Sent;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The query of a stream (`exec`, `attach`, `proxy`, …) as the object of options that admission is
/// shown.
final class StreamOptions {
  /// What is on unless the client says otherwise.
  private static final Set<String> ON = Set.of("stdout", "stderr");

  private StreamOptions() {}

  /// @param path what follows the subresource in the path
  static <B> Sent<B> of(RecordCodec<B> codec, Map<String, List<String>> query, String path) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (FieldSchema field : codec.schema().fields()) {
      List<String> values = query.getOrDefault(field.name(), List.of());
      JsonValue value =
          field.name().equals("path") && !path.isEmpty()
              ? JsonValue.of(path)
              : value(field, values);
      if (value != null) {
        members.put(field.name(), value);
      }
    }
    return Sent.of(codec, JsonDecoder.decodeTree(codec, new JsonValue.Obj(members)).value());
  }

  private static @Nullable JsonValue value(FieldSchema field, List<String> values) {
    if (values.isEmpty()) {
      return ON.contains(field.name()) ? JsonValue.of(true) : null;
    }
    String first = values.getFirst();
    return switch (field.type()) {
      case FieldType.Scalar.BOOLEAN -> JsonValue.of(isOn(first));
      case FieldType.Scalar.STRING -> JsonValue.of(first);
      case FieldType.ListOf(FieldType.Scalar element) ->
          new JsonValue.Array(values.stream().map(each -> item(element, each)).toList());
      default -> null;
    };
  }

  private static JsonValue item(FieldType.Scalar element, String text) {
    if (element != FieldType.Scalar.INTEGER) {
      return JsonValue.of(text);
    }
    try {
      return JsonValue.of(Integers.signed(text));
    } catch (NumberFormatException e) {
      throw Failures.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isOn(String value) {
    return !value.equals("0") && !value.equalsIgnoreCase("false");
  }
}
