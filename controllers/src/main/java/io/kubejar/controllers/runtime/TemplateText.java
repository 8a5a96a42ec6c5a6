package io.kubejar.controllers.runtime;

import io.kubejar.api.schema.FieldSchema;
import io.kubejar.api.schema.FieldType;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.api.value.Quantity;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The text of an object that template hashes are taken of: every member with the name and the type
/// that it has in upstream's declarations, absent ones too.
///
/// ```
/// (v1.PodTemplateSpec){ObjectMeta:(v1.ObjectMeta){Name:(string) … Labels:(map[string]string)map[a:b] …
/// ```
///
/// A type stands before a value except in lists, in maps and behind a pointer. Names follow from
/// those of the JSON form; [DeclaredNames] has those that do not.
final class TemplateText {
  private static final String NOTHING = "<nil>";
  private static final String ZERO_TIME =
      "(v1.Time){Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}";

  private final StringBuilder out = new StringBuilder(8_192);

  private TemplateText() {}

  static String of(ObjectSchema schema, Obj value) {
    TemplateText text = new TemplateText();
    text.out.append('(').append(typeName(schema)).append(')');
    text.object(schema, value);
    return text.out.toString();
  }

  private static String simpleName(ObjectSchema schema) {
    return schema.name().substring(schema.name().lastIndexOf('.') + 1);
  }

  private static String typeName(ObjectSchema schema) {
    return "v1." + simpleName(schema);
  }

  private void object(ObjectSchema schema, Obj value) {
    String owner = simpleName(schema);
    String embedded = DeclaredNames.embedded(owner);
    boolean within = false;
    out.append('{');
    boolean first = true;
    for (FieldSchema field : schema.fields()) {
      boolean inner = !field.within().isEmpty();
      if (within && !inner) {
        out.append('}');
      }
      if (!first) {
        out.append(' ');
      }
      if (inner && !within) {
        out.append(embedded).append(":(v1.").append(embedded).append("){");
      }
      within = inner;
      first = false;
      out.append(DeclaredNames.member(owner, field.name())).append(':');
      member(owner, field, value.get(field.name()));
    }
    out.append(within ? "}}" : "}");
  }

  private void member(String owner, FieldSchema field, @Nullable JsonValue value) {
    JsonValue given = value instanceof JsonValue.Null ? null : value;
    if (field.name().equals("creationTimestamp")) {
      out.append(ZERO_TIME);
      return;
    }
    boolean listed =
        field.type() instanceof FieldType.ListOf || field.type() instanceof FieldType.MapOf;
    boolean pointer = field.optional() && !listed;
    out.append('(').append(pointer ? "*" : "").append(declared(owner, field)).append(')');
    if (given == null && (pointer || listed)) {
      out.append(NOTHING);
    } else {
      value(field.type(), given);
    }
  }

  private static String declared(String owner, FieldSchema field) {
    String known = DeclaredNames.type(owner, field.name());
    if (field.type() instanceof FieldType.ListOf(FieldType element)) {
      return "[]" + (known == null ? declared(element, field) : known);
    }
    return known == null ? declared(field.type(), field) : known;
  }

  private static String declared(FieldType type, FieldSchema field) {
    return switch (type) {
      case FieldType.Scalar scalar ->
          switch (scalar) {
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case INTEGER -> field.format().equals("int32") ? "int32" : "int64";
            case NUMBER -> "float64";
            case BYTES -> "[]uint8";
            case QUANTITY -> "resource.Quantity";
            case INT_OR_STRING -> "intstr.IntOrString";
            case TIME -> "v1.Time";
            case MICRO_TIME -> "v1.MicroTime";
            case DURATION -> "v1.Duration";
            case RAW -> "runtime.RawExtension";
            case FIELDS_V1 -> "v1.FieldsV1";
          };
      case FieldType.ListOf(FieldType element) -> "[]" + declared(element, field);
      case FieldType.MapOf(FieldType element) ->
          element == FieldType.Scalar.QUANTITY
              ? "v1.ResourceList"
              : "map[string]" + declared(element, field);
      case FieldType.ObjectOf object -> typeName(object.schema());
      case FieldType.Opaque opaque -> opaque.name();
    };
  }

  private void value(FieldType type, @Nullable JsonValue value) {
    switch (type) {
      case FieldType.Scalar scalar -> scalar(scalar, value);
      case FieldType.ListOf(FieldType element) -> {
        out.append('[');
        List<JsonValue> items = value instanceof JsonValue.Array(var all) ? all : List.of();
        for (int i = 0; i < items.size(); i++) {
          out.append(i == 0 ? "" : " ");
          value(element, items.get(i));
        }
        out.append(']');
      }
      case FieldType.MapOf(FieldType element) -> {
        out.append("map[");
        Map<String, JsonValue> sorted =
            new TreeMap<>(value instanceof Obj object ? object.members() : Map.of());
        String separator = "";
        for (var entry : sorted.entrySet()) {
          out.append(separator).append(entry.getKey()).append(':');
          value(element, entry.getValue());
          separator = " ";
        }
        out.append(']');
      }
      case FieldType.ObjectOf object ->
          object(object.schema(), value instanceof Obj members ? members : Obj.EMPTY);
      case FieldType.Opaque _ -> out.append(value);
    }
  }

  private void scalar(FieldType.Scalar scalar, @Nullable JsonValue value) {
    switch (scalar) {
      case QUANTITY -> quantity(value instanceof JsonValue.Text(String text) ? text : "0");
      case INT_OR_STRING -> {
        long number = value instanceof JsonValue.Int(long given) ? given : 0;
        String text = value instanceof JsonValue.Text(String given) ? given : "";
        out.append("{Type:(intstr.Type)")
            .append(value instanceof JsonValue.Text ? 1 : 0)
            .append(" IntVal:(int32)")
            .append(number)
            .append(" StrVal:(string)")
            .append(text)
            .append('}');
      }
      case BOOLEAN -> out.append(value instanceof JsonValue.Bool(boolean given) && given);
      case INTEGER -> out.append(value instanceof JsonValue.Int(long given) ? given : 0);
      default -> out.append(value instanceof JsonValue.Text(String text) ? text : "");
    }
  }

  private void quantity(String text) {
    Quantity quantity = Quantity.parse(text);
    BigDecimal amount = quantity.amount().stripTrailingZeros();
    int scale = Math.min(0, -amount.scale());
    out.append("{i:(resource.int64Amount){value:(int64)")
        .append(amount.movePointLeft(scale).toBigInteger())
        .append(" scale:(resource.Scale)")
        .append(scale)
        .append("} d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)")
        .append(text)
        .append(" Format:(resource.Format)")
        .append(
            switch (quantity.format()) {
              case BINARY_SI -> "BinarySI";
              case DECIMAL_EXPONENT -> "DecimalExponent";
              case DECIMAL_SI -> "DecimalSI";
            })
        .append('}');
  }
}
