package io.kubejar.cel.schema;

import io.kubejar.api.schema.FieldSchema;
import io.kubejar.api.schema.FieldType;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.cel.schema.CelSchema.ListOf;
import io.kubejar.cel.schema.CelSchema.MapOf;
import io.kubejar.cel.schema.CelSchema.Scalar;
import io.kubejar.cel.schema.CelSchema.Struct;
import io.kubejar.cel.schema.CelSchema.Text;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The declared forms of built-in kinds, from their records' tables of members.
public final class KindTypes {
  private static final long UNBOUNDED = CelSchema.MAX_REQUEST_BYTES / 2;

  private final Map<String, Struct> known = new HashMap<>();

  private KindTypes() {}

  /// The form of objects of the table's type.
  public static CelSchema of(ObjectSchema schema) {
    return new KindTypes().struct(schema);
  }

  private synchronized Struct struct(ObjectSchema schema) {
    return known.computeIfAbsent(schema.name(), name -> new Struct(name, () -> fields(schema)));
  }

  private Map<String, CelSchema> fields(ObjectSchema schema) {
    Map<String, CelSchema> fields = new LinkedHashMap<>();
    if (!schema.kind().isEmpty()) {
      fields.put("apiVersion", Text.UNBOUNDED);
      fields.put("kind", Text.UNBOUNDED);
    }
    for (FieldSchema field : schema.fields()) {
      String name = PropertyNames.escape(field.name());
      if (name != null) {
        fields.put(name, of(field.type(), field));
      }
    }
    return fields;
  }

  private CelSchema of(FieldType type, FieldSchema field) {
    return switch (type) {
      case FieldType.Scalar scalar ->
          switch (scalar) {
            case STRING -> Text.UNBOUNDED;
            case BOOLEAN -> Scalar.BOOL;
            case INTEGER -> Scalar.INT;
            case NUMBER -> Scalar.DOUBLE;
            case BYTES -> new Text(Text.Form.BYTES, UNBOUNDED);
            case QUANTITY, INT_OR_STRING -> Scalar.INT_OR_STRING;
            case TIME, MICRO_TIME -> new Text(Text.Form.TIMESTAMP, 32);
            case DURATION -> new Text(Text.Form.DURATION, 32);
            case RAW, FIELDS_V1 -> Scalar.DYN;
          };
      case FieldType.ListOf(FieldType element) ->
          new ListOf(
              of(element, field),
              UNBOUNDED,
              switch (field.list()) {
                case SET -> ListOf.Merge.SET;
                case MAP -> ListOf.Merge.MAP;
                default -> ListOf.Merge.ATOMIC;
              },
              field.keys());
      case FieldType.MapOf(FieldType element) -> new MapOf(of(element, field), UNBOUNDED);
      case FieldType.ObjectOf object -> struct(object.schema());
      case FieldType.Opaque _ -> Scalar.DYN;
    };
  }
}
