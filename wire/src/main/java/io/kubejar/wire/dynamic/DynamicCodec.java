package io.kubejar.wire.dynamic;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.codec.JsonReader;
import io.kubejar.api.codec.JsonWriter;
import io.kubejar.api.kind.GroupVersionKind;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.ObjectMetaCodec;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValueCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Reads and writes the objects of one kind without a record.
public final class DynamicCodec implements ObjectCodec<DynamicObject> {
  private static final String METADATA = "metadata";
  private static final String STATUS = "status";

  private final GroupVersionKind kind;
  private final DynamicContent content;
  private final ObjectSchema schema;
  private final Function<String, DynamicContent> others;

  /// Not a codec of a record, so that messages name fields of the metadata without the object
  /// around it, as upstream does for these kinds.
  private final Codec<DynamicObject> body =
      new Codec<>() {
        @Override
        public DynamicObject read(JsonReader in) {
          return readMembers(in);
        }

        @Override
        public void write(JsonWriter out, DynamicObject value) {
          DynamicCodec.this.write(out, value);
        }

        @Override
        public DynamicObject zero() {
          return DynamicObject.EMPTY;
        }
      };

  public DynamicCodec(GroupVersionKind kind, DynamicContent content, String description) {
    this(kind, content, description, _ -> content);
  }

  /// @param others what is known of the members in another version
  public DynamicCodec(
      GroupVersionKind kind,
      DynamicContent content,
      String description,
      Function<String, DynamicContent> others) {
    this.kind = kind;
    this.content = content;
    this.others = others;
    this.schema =
        new ObjectSchema(
            definitionName(kind),
            "",
            kind.group(),
            kind.version(),
            kind.kind(),
            description,
            false,
            List.of());
  }

  /// `com.example.v1.Widget` for the kind `Widget` of `example.com/v1`.
  private static String definitionName(GroupVersionKind kind) {
    var parts = new ArrayList<>(Arrays.asList(kind.group().split("\\.")));
    Collections.reverse(parts);
    return String.join(".", parts) + "." + kind.version() + "." + kind.kind();
  }

  /// Reads objects of the kind in another version.
  public DynamicCodec inVersion(String apiVersion) {
    return new DynamicCodec(
        GroupVersionKind.of(apiVersion, kind.kind()),
        others.apply(apiVersion),
        schema.description(),
        others);
  }

  @Override
  public String apiVersion() {
    return kind.apiVersion();
  }

  @Override
  public String kind() {
    return kind.kind();
  }

  @Override
  public ObjectSchema schema() {
    return schema;
  }

  @Override
  public DynamicObject zero() {
    return DynamicObject.EMPTY;
  }

  @Override
  public DynamicObject read(JsonReader in) {
    return in.value(body);
  }

  private DynamicObject readMembers(JsonReader in) {
    if (!in.beginObject()) {
      return DynamicObject.EMPTY;
    }
    ObjectMeta metadata = ObjectMetaCodec.INSTANCE.zero();
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "apiVersion", "kind" -> in.skip();
        case METADATA -> metadata = in.value(ObjectMetaCodec.INSTANCE);
        default -> {
          JsonValue value = content.member(in, name);
          if (value == null) {
            members.remove(name);
          } else {
            members.put(name, value);
          }
        }
      }
    }
    return new DynamicObject(metadata, new JsonValue.Obj(members));
  }

  @Override
  public void write(JsonWriter out, DynamicObject value) {
    out.beginObject();
    writeMembers(out, value);
    out.endObject();
  }

  @Override
  public void writeMembers(JsonWriter out, DynamicObject value) {
    out.name(METADATA);
    ObjectMetaCodec.INSTANCE.write(out, value.metadata());
    for (Map.Entry<String, JsonValue> member : value.content().members().entrySet()) {
      out.name(member.getKey());
      JsonValueCodec.INSTANCE.write(out, member.getValue());
    }
  }

  @Override
  public DynamicObject withStatusOf(DynamicObject object, DynamicObject other) {
    JsonValue status = other.content().get(STATUS);
    return object.withContent(
        status == null ? object.content().without(STATUS) : object.content().with(STATUS, status));
  }

  @Override
  public boolean sameSpec(DynamicObject left, DynamicObject right) {
    return left.content().without(STATUS).equals(right.content().without(STATUS));
  }
}
