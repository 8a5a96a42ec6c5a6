package io.kubejar.wire.patch;

import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Null;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.patch.PatchException.Fault;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON merge patch (RFC 7386): members replace members, `null` removes them, lists are replaced
/// as a whole.
public final class MergePatch {
  private MergePatch() {}

  /// Reads a patch.
  public static Obj parse(byte[] json) {
    return parse(json, "error decoding patch: ");
  }

  static Obj parse(byte[] json, String prefix) {
    JsonValue value;
    try {
      value = JsonValue.parse(json);
    } catch (JsonException e) {
      throw new PatchException(Fault.MALFORMED, prefix + e.getMessage());
    }
    return switch (value) {
      case Obj object -> object;
      case Null _ -> throw new PatchException(Fault.MALFORMED, "Invalid JSON Patch");
      default ->
          throw new PatchException(
              Fault.MALFORMED,
              prefix
                  + "json: cannot unmarshal "
                  + JsonValue.formName(value.form())
                  + " into Go value of type map[string]interface {}");
    };
  }

  /// The object with the patch applied.
  public static Obj apply(Obj original, Obj patch) {
    Map<String, JsonValue> members = new LinkedHashMap<>(original.members());
    patch
        .members()
        .forEach(
            (name, value) -> {
              if (value == Null.NULL) {
                members.remove(name);
              } else {
                members.put(name, merged(members.get(name), value));
              }
            });
    return new Obj(members);
  }

  private static JsonValue merged(@Nullable JsonValue original, JsonValue patch) {
    return patch instanceof Obj changes
        ? apply(original instanceof Obj object ? object : Obj.EMPTY, changes)
        : patch;
  }
}
