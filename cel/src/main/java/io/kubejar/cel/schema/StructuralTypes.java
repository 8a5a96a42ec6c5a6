package io.kubejar.cel.schema;

import io.kubejar.cel.schema.CelSchema.ListOf;
import io.kubejar.cel.schema.CelSchema.MapOf;
import io.kubejar.cel.schema.CelSchema.Scalar;
import io.kubejar.cel.schema.CelSchema.Struct;
import io.kubejar.cel.schema.CelSchema.Text;
import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The declared form of what a structural schema (`openAPIV3Schema`) describes.
///
/// Sizes that the schema does not bound are bounded by what fits a request: the smaller a list's
/// items can be written, the more of them fit.
public final class StructuralTypes {
  private static final long FREE = CelSchema.MAX_REQUEST_BYTES - 2;
  private static final int DATE = 12;
  private static final int DATE_TIME = 22;
  private static final int DURATION_MAX = 32;

  private StructuralTypes() {}

  /// A form and the fewest bytes in which a value of it can be written.
  private record Sized(CelSchema schema, long smallest) {}

  /// The form of a value of the schema, or null when expressions cannot use it at all.
  ///
  /// @param name the name of the type when it is an object; members' types derive theirs from it
  /// @param resource whether the schema is of a whole object, which has `metadata`, `apiVersion`
  ///   and `kind` whether it declares them or not
  public static @Nullable CelSchema of(String name, JsonValue.Obj schema, boolean resource) {
    Sized sized = sized(name, schema, resource);
    return sized == null ? null : sized.schema();
  }

  private static @Nullable Sized sized(String name, JsonValue.Obj schema, boolean resource) {
    if (is(schema, "x-kubernetes-int-or-string")) {
      return new Sized(Scalar.INT_OR_STRING, 1);
    }
    boolean whole = resource || is(schema, "x-kubernetes-embedded-resource");
    return switch (schema.text("type")) {
      case "array" -> array(name, schema);
      case "object" -> object(name, schema, whole);
      case "string" -> text(schema);
      case "boolean" -> new Sized(Scalar.BOOL, 4);
      case "number" -> new Sized(Scalar.DOUBLE, 1);
      case "integer" -> new Sized(Scalar.INT, 1);
      default -> whole ? object(name, schema, true) : null;
    };
  }

  private static @Nullable Sized array(String name, JsonValue.Obj schema) {
    Sized items = sized(name + ".@items", schema.object("items"), false);
    if (items == null) {
      return null;
    }
    long max = count(schema, "maxItems", FREE / (items.smallest() + 1));
    ListOf.Merge merge =
        switch (schema.text("x-kubernetes-list-type")) {
          case "set" -> ListOf.Merge.SET;
          case "map" -> ListOf.Merge.MAP;
          default -> ListOf.Merge.ATOMIC;
        };
    List<String> keys = new ArrayList<>();
    for (JsonValue key : schema.items("x-kubernetes-list-map-keys")) {
      if (key instanceof JsonValue.Text(String text)) {
        keys.add(text);
      }
    }
    return new Sized(new ListOf(items.schema(), max, merge, keys), 2);
  }

  private static @Nullable Sized object(String name, JsonValue.Obj schema, boolean resource) {
    if (schema.get("additionalProperties") instanceof JsonValue.Obj values) {
      Sized value = sized(name + ".@values", values, false);
      if (value == null) {
        return null;
      }
      long max = count(schema, "maxProperties", FREE / (value.smallest() + 6));
      return new Sized(new MapOf(value.schema(), max), 2);
    }
    List<JsonValue> required = schema.items("required");
    Map<String, CelSchema> fields = new LinkedHashMap<>();
    long smallest = 2;
    for (var property : schema.object("properties").members().entrySet()) {
      String escaped = PropertyNames.escape(property.getKey());
      if (!(property.getValue() instanceof JsonValue.Obj member)) {
        continue;
      }
      Sized field = sized(name + "." + property.getKey(), member, false);
      if (escaped == null || field == null) {
        continue;
      }
      if (required.contains(JsonValue.of(property.getKey())) && !member.has("default")) {
        smallest += property.getKey().length() + field.smallest() + 4;
      }
      fields.put(escaped, field.schema());
    }
    if (resource) {
      fields.putIfAbsent("apiVersion", Text.UNBOUNDED);
      fields.putIfAbsent("kind", Text.UNBOUNDED);
      fields.put("metadata", metadata(name + ".metadata"));
    }
    return new Sized(Struct.of(name, fields), smallest);
  }

  /// All that expressions may use of a custom resource's metadata.
  private static CelSchema metadata(String name) {
    return Struct.of(name, Map.of("name", Text.UNBOUNDED, "generateName", Text.UNBOUNDED));
  }

  private static Sized text(JsonValue.Obj schema) {
    String format = schema.text("format");
    long max = schema.get("maxLength") instanceof JsonValue.Int(long value) ? value : -1;
    return switch (format) {
      case "byte" -> new Sized(new Text(Text.Form.BYTES, max >= 0 ? max : FREE), 2);
      case "duration" -> new Sized(new Text(Text.Form.DURATION, max >= 0 ? max : DURATION_MAX), 3);
      case "date" -> new Sized(new Text(Text.Form.TIMESTAMP, DATE), DATE);
      case "date-time" -> new Sized(new Text(Text.Form.TIMESTAMP, DATE_TIME), DATE_TIME);
      default -> new Sized(new Text(Text.Form.STRING, length(schema, max)), 2);
    };
  }

  private static long length(JsonValue.Obj schema, long max) {
    if (max >= 0) {
      // a character may take four bytes; costs are counted in bytes
      return Math.min(max * 4, FREE);
    }
    long longest = -1;
    for (JsonValue value : schema.items("enum")) {
      if (value instanceof JsonValue.Text(String text)) {
        longest = Math.max(longest, text.length());
      }
    }
    return longest >= 0 ? longest : FREE;
  }

  private static long count(JsonValue.Obj schema, String member, long otherwise) {
    return schema.get(member) instanceof JsonValue.Int(long value) && value >= 0
        ? value
        : otherwise;
  }

  private static boolean is(JsonValue.Obj schema, String flag) {
    return schema.get(flag) instanceof JsonValue.Bool(boolean value) && value;
  }
}
