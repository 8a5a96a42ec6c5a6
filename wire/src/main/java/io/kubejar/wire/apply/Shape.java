package io.kubejar.wire.apply;

import io.kubejar.api.schema.FieldSchema;
import io.kubejar.api.schema.FieldType;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.wire.json.JsonValue;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// How apply sees a value: what has members or items of its own, and what is one whole.
public sealed interface Shape {
  /// A value without parts.
  enum Scalar implements Shape {
    STRING,
    BOOLEAN,
    NUMBER,
    /// Any scalar.
    ANY,
    /// Any value, owned as a whole.
    WHOLE
  }

  /// Whatever the value is: objects are merged by member, anything else is a whole.
  record Deduced() implements Shape {}

  /// A list.
  ///
  /// @param element the items' shape
  /// @param separable whether items have owners of their own
  /// @param keys the members that identify an item; none for a set of scalars
  /// @param defaults what a key member is taken for that an item leaves out
  record Items(Shape element, boolean separable, List<String> keys, Map<String, JsonValue> defaults)
      implements Shape {}

  /// An object of a type, or a map.
  final class Members implements Shape {
    private final Map<String, Shape> fields = new HashMap<>();
    private final @Nullable Shape element;
    private final boolean atomic;

    /// @param element the values' shape; null for a type, which has declared members only
    Members(@Nullable Shape element, boolean atomic) {
      this.element = element;
      this.atomic = atomic;
    }

    /// An object with members of these shapes.
    ///
    /// @param fields the shapes of declared members
    /// @param element the shape of all others; null when there may be none
    /// @param atomic whether the object is owned as a whole
    public static Members of(Map<String, Shape> fields, @Nullable Shape element, boolean atomic) {
      Members members = new Members(element, atomic);
      members.fields.putAll(fields);
      return members;
    }

    boolean atomic() {
      return atomic;
    }

    /// A member's shape; null when there is no such member.
    @Nullable Shape field(String name) {
      Shape declared = fields.get(name);
      return declared == null ? element : declared;
    }

    /// Whether the members are a map's, which have names that no type declares.
    boolean isMap() {
      return element != null;
    }

    boolean declared(String name) {
      return fields.containsKey(name);
    }
  }

  Deduced DEDUCED = new Deduced();

  /// Whether the member is one that the type declares.
  default boolean declares(String name) {
    return this instanceof Members members && members.declared(name);
  }

  /// The shape of what an element of a path leads to.
  default Shape below(PathElement element) {
    Shape found =
        switch (this) {
          case Members members when element instanceof PathElement.Name(String name) ->
              members.field(name);
          case Items items when !(element instanceof PathElement.Name) -> items.element();
          default -> DEDUCED;
        };
    return found == null ? DEDUCED : found;
  }

  /// The shape of the objects of a type.
  static Shape of(ObjectSchema schema) {
    return Table.of(schema, false);
  }

  /// Shapes made so far; types refer to themselves, so a shape is there before it is complete.
  final class Table {
    private static final Map<ObjectSchema, Members> KNOWN =
        Collections.synchronizedMap(new WeakHashMap<>());
    private static final Map<ObjectSchema, Members> ATOMIC =
        Collections.synchronizedMap(new WeakHashMap<>());

    private Table() {}

    private static Members of(ObjectSchema schema, boolean atomic) {
      boolean whole = atomic || schema.atomic();
      Map<ObjectSchema, Members> known = whole ? ATOMIC : KNOWN;
      synchronized (KNOWN) {
        Members members = known.get(schema);
        if (members == null) {
          members = new Members(null, whole);
          known.put(schema, members);
          fill(members, schema);
        }
        return members;
      }
    }

    private static Members granular(ObjectSchema schema) {
      Members members = new Members(null, false);
      fill(members, schema);
      return members;
    }

    private static void fill(Members members, ObjectSchema schema) {
      if (!schema.kind().isEmpty()) {
        members.fields.put("apiVersion", Scalar.STRING);
        members.fields.put("kind", Scalar.STRING);
      }
      for (FieldSchema field : schema.fields()) {
        members.fields.put(field.name(), shape(field, field.type()));
      }
    }

    private static Shape shape(FieldSchema field, FieldType type) {
      return switch (type) {
        case FieldType.Scalar scalar -> scalar(scalar);
        case FieldType.Opaque _ -> DEDUCED;
        case FieldType.ObjectOf object ->
            field.granular() ? granular(object.schema()) : of(object.schema(), field.atomic());
        case FieldType.MapOf(FieldType element) -> new Members(plain(element), field.atomic());
        case FieldType.ListOf(FieldType element) -> items(field, element);
      };
    }

    /// The shape of what a list or map holds, which the field's own notes do not speak of.
    private static Shape plain(FieldType type) {
      return switch (type) {
        case FieldType.Scalar scalar -> scalar(scalar);
        case FieldType.Opaque _ -> DEDUCED;
        case FieldType.ObjectOf object -> of(object.schema(), false);
        case FieldType.MapOf(FieldType element) -> new Members(plain(element), false);
        case FieldType.ListOf(FieldType element) ->
            new Items(plain(element), false, List.of(), Map.of());
      };
    }

    private static Items items(FieldSchema field, FieldType element) {
      ListType list = field.list();
      List<String> keys = list == ListType.MAP ? field.keys() : List.of();
      if (list == ListType.UNSPECIFIED && field.patch().contains("merge")) {
        list = field.mergeKey().isEmpty() ? ListType.SET : ListType.MAP;
        keys = field.mergeKey().isEmpty() ? List.of() : List.of(field.mergeKey());
      }
      boolean separable = list == ListType.SET || list == ListType.MAP;
      Map<String, JsonValue> defaults = new LinkedHashMap<>();
      if (element instanceof FieldType.ObjectOf object) {
        for (String key : keys) {
          FieldSchema member = object.schema().field(key);
          JsonValue byDefault = member == null ? null : byDefault(member);
          if (byDefault != null) {
            defaults.put(key, byDefault);
          }
        }
      }
      return new Items(plain(element), separable, keys, defaults);
    }

    private static @Nullable JsonValue byDefault(FieldSchema field) {
      if (!field.defaultJson().isEmpty()) {
        return JsonValue.parse(field.defaultJson());
      }
      if (!field.required() && !field.always()) {
        return null;
      }
      return switch (field.type()) {
        case FieldType.Scalar.INTEGER, FieldType.Scalar.NUMBER -> JsonValue.of(0);
        case FieldType.Scalar.STRING -> JsonValue.of("");
        default -> null;
      };
    }

    private static Shape scalar(FieldType.Scalar scalar) {
      return switch (scalar) {
        case STRING, BYTES, TIME, MICRO_TIME, DURATION -> Scalar.STRING;
        case BOOLEAN -> Scalar.BOOLEAN;
        case INTEGER, NUMBER -> Scalar.NUMBER;
        case QUANTITY, INT_OR_STRING -> Scalar.ANY;
        case RAW, FIELDS_V1 -> Scalar.WHOLE;
      };
    }
  }
}
