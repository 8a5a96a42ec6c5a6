package io.kubejar.wire.json;

import io.kubejar.api.codec.JsonForm;
import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.RawJson;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON document as an immutable tree, for what has no type at hand: patches, custom resources,
/// answers put together by hand.
///
/// Members keep their order. A number is an [Int] when it is whole and fits a `long`, and a [Real]
/// otherwise, so `1` and `1.0` differ, as in upstream's own trees.
public sealed interface JsonValue {
  /// The value `null`.
  enum Null implements JsonValue {
    NULL
  }

  /// A boolean.
  record Bool(boolean value) implements JsonValue {}

  /// A whole number.
  record Int(long value) implements JsonValue {}

  /// Any other number.
  record Real(double value) implements JsonValue {}

  /// A string.
  record Text(String value) implements JsonValue {}

  /// An array.
  record Array(List<JsonValue> items) implements JsonValue {
    public static final Array EMPTY = new Array(List.of());

    public Array {
      items = List.copyOf(items);
    }
  }

  /// An object; equal to another with the same members in any order.
  record Obj(Map<String, JsonValue> members) implements JsonValue {
    public static final Obj EMPTY = new Obj(Map.of());

    public Obj {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /// The member, or null when there is none.
    public @Nullable JsonValue get(String name) {
      return members.get(name);
    }

    public boolean has(String name) {
      return members.containsKey(name);
    }

    /// The member's text, or empty when there is none or it is no string.
    public String text(String name) {
      return members.get(name) instanceof Text(String value) ? value : "";
    }

    /// The member when it is an object, an empty one otherwise.
    public Obj object(String name) {
      return members.get(name) instanceof Obj value ? value : EMPTY;
    }

    /// The items of the member when it is an array, none otherwise.
    public List<JsonValue> items(String name) {
      return members.get(name) instanceof Array(List<JsonValue> items) ? items : List.of();
    }

    /// The same object with a member set.
    public Obj with(String name, JsonValue value) {
      Map<String, JsonValue> copy = new LinkedHashMap<>(members);
      copy.put(name, value);
      return new Obj(copy);
    }

    /// The same object without a member.
    public Obj without(String name) {
      if (!members.containsKey(name)) {
        return this;
      }
      Map<String, JsonValue> copy = new LinkedHashMap<>(members);
      copy.remove(name);
      return new Obj(copy);
    }
  }

  static JsonValue of(String value) {
    return new Text(value);
  }

  static JsonValue of(long value) {
    return new Int(value);
  }

  static JsonValue of(boolean value) {
    return new Bool(value);
  }

  /// Reads a document; throws [JsonException] when it is not JSON.
  static JsonValue parse(byte[] json) {
    return JsonDecoder.decode(JsonValueCodec.INSTANCE, json);
  }

  /// Reads a document; throws [JsonException] when it is not JSON.
  static JsonValue parse(String json) {
    return parse(Bytes.utf8(json).toArray());
  }

  /// The tree of a raw value.
  static JsonValue of(RawJson raw) {
    return parse(raw.text().toArray());
  }

  /// The form of this value.
  default JsonForm form() {
    return switch (this) {
      case Null _ -> JsonForm.NULL;
      case Bool _ -> JsonForm.BOOLEAN;
      case Int _, Real _ -> JsonForm.NUMBER;
      case Text _ -> JsonForm.STRING;
      case Array _ -> JsonForm.ARRAY;
      case Obj _ -> JsonForm.OBJECT;
    };
  }

  /// Compact JSON in UTF-8.
  default byte[] toJson() {
    return JsonEncoder.encode(JsonValueCodec.INSTANCE, this);
  }

  /// Compact JSON.
  default String toJsonText() {
    return Bytes.wrap(toJson()).toUtf8();
  }

  /// The raw form.
  default RawJson toRaw() {
    return new RawJson(Bytes.wrap(toJson()));
  }

  /// What upstream's messages call a form.
  static String formName(JsonForm form) {
    return switch (form) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "bool";
      case NULL -> "null";
    };
  }
}
