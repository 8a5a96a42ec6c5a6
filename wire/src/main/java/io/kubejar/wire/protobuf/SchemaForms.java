package io.kubejar.wire.protobuf;

import io.kubejar.api.apiextensions.v1.JSONSchemaPropsSchema;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.wire.json.JsonValue;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The values within schemas of custom resources that have several forms: a schema, or instead of
/// it a boolean, a list of schemas, or a list of names.
///
/// In each message the tags are 1 and 2. A list, if there is one, stands for the whole value.
final class SchemaForms {
  private static final String OR_BOOL = "JSONSchemaPropsOrBool";
  private static final String OR_ARRAY = "JSONSchemaPropsOrArray";
  private static final String OR_STRINGS = "JSONSchemaPropsOrStringArray";

  private SchemaForms() {}

  static Object read(
      MessageCursor in, String type, BiFunction<MessageCursor, ObjectSchema, Object> object) {
    String form = type.substring(type.lastIndexOf('.') + 1);
    boolean orBool = form.equals(OR_BOOL);
    int schemaTag = orBool ? 2 : 1;
    boolean allows = false;
    @Nullable Object schema = null;
    var list = new PartialObject.Items();
    boolean listed = false;
    while (in.next()) {
      if (in.tag() == schemaTag) {
        schema = object.apply(in.message("Schema"), JSONSchemaPropsSchema.SCHEMA);
      } else if (in.tag() == 1) {
        allows = in.number("Allows") != 0;
      } else if (in.tag() == 2 && form.equals(OR_ARRAY)) {
        listed = true;
        list.add(object.apply(in.message("JSONSchemas"), JSONSchemaPropsSchema.SCHEMA));
      } else if (in.tag() == 2 && form.equals(OR_STRINGS)) {
        listed = true;
        list.add(JsonValue.of(in.text("Property")));
      } else {
        in.skip();
      }
    }
    if (listed) {
      return list;
    }
    if (schema != null) {
      return schema;
    }
    return orBool ? JsonValue.of(allows) : JsonValue.Null.NULL;
  }

  static void write(MessageOutput out, String type, JsonValue value) {
    String form = type.substring(type.lastIndexOf('.') + 1);
    int schemaTag = form.equals(OR_BOOL) ? 2 : 1;
    if (form.equals(OR_BOOL)) {
      boolean allows = !(value instanceof JsonValue.Bool(var given)) || given;
      out.number(1, allows ? 1 : 0);
    }
    switch (value) {
      case JsonValue.Obj schema ->
          out.bytes(schemaTag, MessageWriter.write(schema, JSONSchemaPropsSchema.SCHEMA));
      case JsonValue.Array(var items) -> {
        for (JsonValue item : items) {
          switch (item) {
            case JsonValue.Text(var name) -> out.text(2, name);
            case JsonValue.Obj schema ->
                out.bytes(2, MessageWriter.write(schema, JSONSchemaPropsSchema.SCHEMA));
            default -> throw new IllegalArgumentException("no item of " + form);
          }
        }
      }
      default -> {}
    }
  }
}
