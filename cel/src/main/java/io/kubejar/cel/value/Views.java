package io.kubejar.cel.value;

import io.kubejar.api.value.Bytes;
import io.kubejar.cel.schema.CelSchema;
import io.kubejar.cel.schema.CelSchema.Scalar;
import io.kubejar.cel.schema.PropertyNames;
import io.kubejar.wire.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Documents as values: lists and maps that read through to the tree, and back again.
public final class Views {
  private Views() {}

  /// The document as a value of the declared form; nothing is copied.
  public static Object of(JsonValue json, CelSchema schema) {
    return switch (json) {
      case JsonValue.Null value -> value;
      case JsonValue.Bool(boolean value) -> value;
      case JsonValue.Int(long value) -> schema == Scalar.DOUBLE ? (Object) (double) value : value;
      case JsonValue.Real(double value) -> value;
      case JsonValue.Text(String value) ->
          schema instanceof CelSchema.Text text ? scalar(value, text) : value;
      case JsonValue.Array array -> new JsonList(array.items(), schema);
      case JsonValue.Obj object -> new JsonMap(object, schema);
    };
  }

  /// The document as a value of no declared form.
  public static Object of(JsonValue json) {
    return of(json, Scalar.DYN);
  }

  private static Object scalar(String text, CelSchema.Text schema) {
    return switch (schema.form()) {
      case STRING -> text;
      case BYTES -> {
        try {
          yield Bytes.base64(text);
        } catch (IllegalArgumentException e) {
          throw new CelError("conversion error: invalid base64");
        }
      }
      case TIMESTAMP -> timestamp(text);
      case DURATION -> Durations.parse(text);
    };
  }

  private static Instant timestamp(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new CelError("conversion error: invalid time " + text);
    }
  }

  /// A value as a document; throws [CelError] when it has no such form.
  public static JsonValue toJson(Object value) {
    return switch (value) {
      case JsonList list -> new JsonValue.Array(list.items());
      case JsonMap map -> map.object();
      case JsonValue json -> json;
      case Boolean bool -> JsonValue.of(bool);
      case Long number -> JsonValue.of(number);
      case UInt number -> JsonValue.of(number.bits());
      case Double number -> new JsonValue.Real(number);
      case String text -> JsonValue.of(text);
      case Bytes bytes -> JsonValue.of(bytes.toBase64());
      case Instant time -> JsonValue.of(Texts.timestamp(time));
      case java.time.Duration duration -> JsonValue.of(Texts.duration(duration));
      case List<?> list -> {
        List<JsonValue> items = new ArrayList<>(list.size());
        for (Object item : list) {
          items.add(toJson(item));
        }
        yield new JsonValue.Array(items);
      }
      case Map<?, ?> map -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        map.forEach((key, item) -> members.put(Texts.plain(key), toJson(item)));
        yield new JsonValue.Obj(members);
      }
      case Instance instance -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        instance.fields().forEach((name, item) -> members.put(name, toJson(item)));
        yield new JsonValue.Obj(members);
      }
      case Optional<?> optional when optional.isPresent() -> toJson(optional.get());
      default ->
          throw new CelError(
              "type conversion error from '%s' to JSON".formatted(TypeValue.of(value)));
    };
  }

  /// An array as a list.
  public static final class JsonList extends AbstractList<Object> implements RandomAccess {
    private final List<JsonValue> items;
    private final CelSchema schema;

    JsonList(List<JsonValue> items, CelSchema schema) {
      this.items = items;
      this.schema = schema;
    }

    List<JsonValue> items() {
      return items;
    }

    /// How it is told apart from another and joined with it.
    CelSchema.ListOf.Merge merge() {
      return schema instanceof CelSchema.ListOf list ? list.merge() : CelSchema.ListOf.Merge.ATOMIC;
    }

    /// What identifies an item of a `map` list.
    List<JsonValue> identity(JsonValue item) {
      List<JsonValue> identity = new ArrayList<>();
      if (schema instanceof CelSchema.ListOf list && item instanceof JsonValue.Obj object) {
        for (String key : list.keys()) {
          JsonValue value = object.get(key);
          identity.add(value == null ? JsonValue.Null.NULL : value);
        }
      }
      return identity;
    }

    JsonList with(List<JsonValue> other) {
      return new JsonList(other, schema);
    }

    @Override
    public Object get(int index) {
      return of(
          items.get(index), schema instanceof CelSchema.ListOf list ? list.items() : Scalar.DYN);
    }

    @Override
    public int size() {
      return items.size();
    }
  }

  /// An object as a map from names, as the expression writes them, to values.
  public static final class JsonMap extends AbstractMap<Object, Object> {
    private final JsonValue.Obj object;
    private final CelSchema schema;

    JsonMap(JsonValue.Obj object, CelSchema schema) {
      this.object = object;
      this.schema = schema;
    }

    JsonValue.Obj object() {
      return object;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
      if (!(key instanceof String name)) {
        return null;
      }
      if (schema instanceof CelSchema.Struct struct) {
        CelSchema field = struct.field(name);
        JsonValue value = object.get(PropertyNames.unescape(name));
        return field == null || value == null ? null : of(value, field);
      }
      JsonValue value = object.get(name);
      return value == null
          ? null
          : of(value, schema instanceof CelSchema.MapOf map ? map.values() : Scalar.DYN);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return get(key) != null;
    }

    @Override
    public int size() {
      return object.members().size();
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public Iterator<Entry<Object, Object>> iterator() {
          Iterator<Entry<String, JsonValue>> members = object.members().entrySet().iterator();
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return members.hasNext();
            }

            @Override
            public Entry<Object, Object> next() {
              var member = members.next();
              return Map.entry(member.getKey(), of(member.getValue(), form(member.getKey())));
            }
          };
        }

        @Override
        public int size() {
          return object.members().size();
        }
      };
    }

    private CelSchema form(String name) {
      CelSchema form =
          switch (schema) {
            case CelSchema.MapOf map -> map.values();
            case CelSchema.Struct struct -> {
              String escaped = PropertyNames.escape(name);
              yield escaped == null ? null : struct.field(escaped);
            }
            default -> null;
          };
      return form == null ? Scalar.DYN : form;
    }
  }
}
