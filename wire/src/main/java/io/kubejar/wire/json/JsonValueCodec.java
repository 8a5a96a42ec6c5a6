package io.kubejar.wire.json;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.codec.JsonReader;
import io.kubejar.api.codec.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads and writes trees through the same reader and writer as records.
public final class JsonValueCodec implements Codec<JsonValue> {
  public static final JsonValueCodec INSTANCE = new JsonValueCodec();

  private JsonValueCodec() {}

  @Override
  public JsonValue zero() {
    return JsonValue.Null.NULL;
  }

  @Override
  public JsonValue read(JsonReader in) {
    return switch (in.peek()) {
      case NULL -> {
        in.skip();
        yield JsonValue.Null.NULL;
      }
      case BOOLEAN -> new JsonValue.Bool(in.bool());
      case STRING -> new JsonValue.Text(in.string());
      case NUMBER -> number(in);
      case ARRAY -> array(in);
      case OBJECT -> object(in);
    };
  }

  private static JsonValue number(JsonReader in) {
    String text = in.raw().toString();
    if (text.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E')) {
      try {
        return new JsonValue.Int(Long.parseLong(text));
      } catch (NumberFormatException e) {
        // Larger than a long: a number like those with a fraction.
      }
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw in.error("json: cannot unmarshal number " + text + " into Go value of type float64");
    }
    return new JsonValue.Real(value);
  }

  private JsonValue array(JsonReader in) {
    in.beginArray();
    List<JsonValue> items = new ArrayList<>();
    while (in.nextElement()) {
      items.add(read(in));
    }
    return new JsonValue.Array(items);
  }

  private JsonValue object(JsonReader in) {
    in.beginObject();
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      members.put(name, read(in));
    }
    return new JsonValue.Obj(members);
  }

  @Override
  public void write(JsonWriter out, JsonValue value) {
    switch (value) {
      case JsonValue.Null _ -> out.nullValue();
      case JsonValue.Bool(boolean bool) -> out.bool(bool);
      case JsonValue.Int(long number) -> out.int64(number);
      case JsonValue.Real(double number) -> out.float64(number);
      case JsonValue.Text(String text) -> out.string(text);
      case JsonValue.Array(List<JsonValue> items) -> {
        out.beginArray();
        for (JsonValue item : items) {
          write(out, item);
        }
        out.endArray();
      }
      case JsonValue.Obj(Map<String, JsonValue> members) -> {
        out.beginObject();
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
          out.name(member.getKey());
          write(out, member.getValue());
        }
        out.endObject();
      }
    }
  }
}
