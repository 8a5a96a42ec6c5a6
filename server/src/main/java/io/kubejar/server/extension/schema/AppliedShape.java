package io.kubejar.server.extension.schema;

import io.kubejar.api.meta.v1.ObjectMetaCodec;
import io.kubejar.wire.apply.Shape;
import io.kubejar.wire.apply.Shape.Scalar;
import io.kubejar.wire.json.JsonValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How server-side apply sees the objects of a structural schema: which members and items have
/// owners of their own.
public final class AppliedShape {
  private AppliedShape() {}

  /// The shape of whole objects.
  public static Shape of(Schema root) {
    return members(root, true);
  }

  private static Shape shape(Schema schema) {
    if (schema.intOrString()) {
      return Scalar.ANY;
    }
    return switch (schema.type()) {
      case "object" -> members(schema, schema.embedded());
      case "array" -> items(schema);
      case "string" -> Scalar.STRING;
      case "integer", "number" -> Scalar.NUMBER;
      case "boolean" -> Scalar.BOOLEAN;
      default -> Shape.DEDUCED;
    };
  }

  private static Shape members(Schema schema, boolean object) {
    Map<String, Shape> fields = new HashMap<>();
    schema.properties().forEach((name, member) -> fields.put(name, shape(member)));
    if (object) {
      fields.put("apiVersion", Scalar.STRING);
      fields.put("kind", Scalar.STRING);
      fields.put("metadata", Shape.of(ObjectMetaCodec.INSTANCE.schema()));
    }
    return Shape.Members.of(fields, others(schema), schema.lists().mapType().equals("atomic"));
  }

  /// The shape of members that are not declared; null when there may be none.
  private static @Nullable Shape others(Schema schema) {
    Schema additional = schema.additional();
    if (additional != null) {
      return shape(additional);
    }
    return schema.preservesUnknown() || schema.allowsAdditional() ? Shape.DEDUCED : null;
  }

  private static Shape items(Schema schema) {
    Schema each = schema.items();
    Shape element = each == null ? Shape.DEDUCED : shape(each);
    return switch (schema.lists().type()) {
      case "set" -> new Shape.Items(element, true, List.of(), Map.of());
      case "map" ->
          new Shape.Items(element, true, schema.lists().keys(), defaults(each, schema.lists()));
      default -> new Shape.Items(element, false, List.of(), Map.of());
    };
  }

  /// What a member that identifies an item is taken for where an item leaves it out.
  private static Map<String, JsonValue> defaults(@Nullable Schema each, Schema.Lists lists) {
    Map<String, JsonValue> defaults = new LinkedHashMap<>();
    for (String key : lists.keys()) {
      Schema member = each == null ? null : each.properties().get(key);
      JsonValue byDefault = member == null ? null : member.byDefault();
      if (byDefault != null) {
        defaults.put(key, byDefault);
      }
    }
    return defaults;
  }
}
