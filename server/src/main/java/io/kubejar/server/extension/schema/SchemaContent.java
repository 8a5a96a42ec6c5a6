package io.kubejar.server.extension.schema;

import io.kubejar.api.codec.JsonForm;
import io.kubejar.api.codec.JsonReader;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.ObjectMetaCodec;
import io.kubejar.wire.dynamic.DynamicContent;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValueCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what a schema knows and leaves out the rest, which the reader is told of.
///
/// @param root the schema of the whole object
public record SchemaContent(Schema root) implements DynamicContent {
  @Override
  public @Nullable JsonValue member(JsonReader in, String name) {
    return member(in, name, root);
  }

  private static @Nullable JsonValue member(JsonReader in, String name, Schema schema) {
    Schema known = schema.member(name);
    if (known != null) {
      if (in.peek() == JsonForm.NULL && known.dropsNull()) {
        in.skip();
        return null;
      }
      return value(in, known);
    }
    if (schema.preservesUnknown()) {
      return JsonValueCodec.INSTANCE.read(in);
    }
    if (schema.allowsAdditional()) {
      return emptied(in);
    }
    in.unknownField(name);
    return null;
  }

  private static JsonValue value(JsonReader in, Schema schema) {
    return switch (in.peek()) {
      case OBJECT -> object(in, schema);
      case ARRAY -> array(in, schema);
      case STRING, NUMBER, BOOLEAN, NULL -> JsonValueCodec.INSTANCE.read(in);
    };
  }

  private static JsonValue object(JsonReader in, Schema schema) {
    in.beginObject();
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      JsonValue value =
          schema.embedded() ? embeddedMember(in, name, schema) : member(in, name, schema);
      if (value == null) {
        members.remove(name);
      } else {
        members.put(name, value);
      }
    }
    return new JsonValue.Obj(members);
  }

  /// A member of an object within the object, whose type and metadata need no schema.
  private static @Nullable JsonValue embeddedMember(JsonReader in, String name, Schema schema) {
    return switch (name) {
      case "apiVersion", "kind" -> JsonValueCodec.INSTANCE.read(in);
      case "metadata" -> {
        if (in.peek() == JsonForm.NULL) {
          in.skip();
          yield null;
        }
        ObjectMeta metadata = in.value(ObjectMetaCodec.INSTANCE);
        yield JsonValue.parse(JsonEncoder.encode(ObjectMetaCodec.INSTANCE, metadata));
      }
      default -> member(in, name, schema);
    };
  }

  private static JsonValue array(JsonReader in, Schema schema) {
    Schema each = schema.items();
    in.beginArray();
    List<JsonValue> items = new ArrayList<>();
    while (in.nextElement()) {
      items.add(
          each != null
              ? value(in, each)
              : schema.preservesUnknown() ? JsonValueCodec.INSTANCE.read(in) : emptied(in));
    }
    return new JsonValue.Array(items);
  }

  /// A value of which nothing is known: its objects lose their members.
  private static JsonValue emptied(JsonReader in) {
    return switch (in.peek()) {
      case OBJECT -> {
        in.beginObject();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
          in.unknownField(name);
        }
        yield JsonValue.Obj.EMPTY;
      }
      case ARRAY -> {
        in.beginArray();
        List<JsonValue> items = new ArrayList<>();
        while (in.nextElement()) {
          items.add(emptied(in));
        }
        yield new JsonValue.Array(items);
      }
      case STRING, NUMBER, BOOLEAN, NULL -> JsonValueCodec.INSTANCE.read(in);
    };
  }

  /// A tree with what the schema does not know left out.
  public static JsonValue pruned(JsonValue tree, Schema schema) {
    return io.kubejar.wire.json.JsonDecoder.decode(new PruningCodec(schema), tree.toJson());
  }

  private record PruningCodec(Schema schema) implements io.kubejar.api.codec.Codec<JsonValue> {
    @Override
    public JsonValue read(JsonReader in) {
      return value(in, schema);
    }

    @Override
    public void write(io.kubejar.api.codec.JsonWriter out, JsonValue value) {
      JsonValueCodec.INSTANCE.write(out, value);
    }

    @Override
    public JsonValue zero() {
      return JsonValue.Null.NULL;
    }
  }
}
