package io.kubejar.wire.testing;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.schema.FieldSchema;
import io.kubejar.api.schema.FieldType;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Obj;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Makes objects of a kind at random: any members of its schema with any values of their types, the
/// same for the same seed.
public final class GeneratedObject {
  private static final int DEEPEST = 7;
  private static final List<String> TEXTS =
      List.of(
          "a",
          "b-c",
          "web",
          "x.example.com/y",
          "",
          "é\u2028\"\\<&>\t",
          "0",
          "true",
          "null",
          "~",
          "- x: y");
  private static final List<String> QUANTITIES = List.of("1", "100m", "64Mi", "0", "1k", "12e6");

  private final Random random;

  private GeneratedObject(long seed) {
    this.random = new Random(seed);
  }

  /// An object of a kind.
  public static Obj of(Kind<?> kind, long seed) {
    ObjectSchema schema = kind.codec().schema();
    Obj object = new GeneratedObject(seed).object(schema, 0);
    return object
        .with("apiVersion", JsonValue.of(kind.names().apiVersion()))
        .with("kind", JsonValue.of(kind.names().kind()));
  }

  private Obj object(ObjectSchema schema, int depth) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (FieldSchema field : schema.fields()) {
      // The deeper, the sparser, so that objects stay of a size.
      if (random.nextInt(depth + 2) == 0 && fits(field.type(), depth)) {
        members.put(field.name(), value(field.type(), depth + 1));
      }
    }
    return new Obj(members);
  }

  private static boolean fits(FieldType type, int depth) {
    return switch (type) {
      case FieldType.ObjectOf _ -> depth < DEEPEST;
      case FieldType.ListOf(var element) -> fits(element, depth);
      case FieldType.MapOf(var element) -> fits(element, depth);
      // Their forms are tested where their codecs are.
      case FieldType.Opaque _ -> false;
      case FieldType.Scalar _ -> true;
    };
  }

  private JsonValue value(FieldType type, int depth) {
    return switch (type) {
      case FieldType.ObjectOf object -> object(object.schema(), depth);
      case FieldType.ListOf(var element) -> {
        List<JsonValue> items = new ArrayList<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
          items.add(value(element, depth));
        }
        yield new Array(items);
      }
      case FieldType.MapOf(var element) -> {
        Map<String, JsonValue> entries = new LinkedHashMap<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
          entries.put("k" + random.nextInt(9), value(element, depth));
        }
        yield new Obj(entries);
      }
      case FieldType.Opaque(var name) -> throw new IllegalStateException(name);
      case FieldType.Scalar scalar -> scalar(scalar);
    };
  }

  private JsonValue scalar(FieldType.Scalar scalar) {
    return switch (scalar) {
      case STRING -> JsonValue.of(any(TEXTS));
      case BOOLEAN -> JsonValue.of(random.nextBoolean());
      case INTEGER -> JsonValue.of((long) random.nextInt(-2, 100_000));
      case NUMBER -> new JsonValue.Real(random.nextInt(1000) + 0.5);
      case BYTES -> {
        byte[] bytes = new byte[1 + random.nextInt(5)];
        random.nextBytes(bytes);
        yield JsonValue.of(Base64.getEncoder().encodeToString(bytes));
      }
      case QUANTITY -> JsonValue.of(any(QUANTITIES));
      case INT_OR_STRING ->
          random.nextBoolean() ? JsonValue.of((long) random.nextInt(70_000)) : JsonValue.of("http");
      case TIME -> JsonValue.of("2026-0%d-11T12:00:00Z".formatted(1 + random.nextInt(9)));
      case MICRO_TIME ->
          JsonValue.of("2026-01-01T00:00:00.%06dZ".formatted(random.nextInt(1_000_000)));
      case DURATION -> JsonValue.of(1 + random.nextInt(50) + "s");
      case RAW ->
          new Obj(
              Map.of(
                  "apiVersion",
                  JsonValue.of("v1"),
                  "kind",
                  JsonValue.of("K"),
                  "n",
                  JsonValue.of(1L)));
      case FIELDS_V1 -> JsonValue.parse("{\"f:a\":{}}".getBytes(StandardCharsets.UTF_8));
    };
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
