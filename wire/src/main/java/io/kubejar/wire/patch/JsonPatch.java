package io.kubejar.wire.patch;

import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Null;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.patch.PatchException.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A JSON patch (RFC 6902): operations that apply one after another, all or none.
///
/// Where upstream departs from the RFC so does this: a `replace` of a member that is not there adds
/// it, a missing `value` is `null`, and a `test` for `null` passes when there is nothing.
public final class JsonPatch {
  private static final Words REQUEST =
      new Words("error decoding patch: ", "[]handlers.jsonPatchOp", "handlers.jsonPatchOp");
  private static final Words ANSWER = new Words("", "jsonpatch.Patch", "jsonpatch.Operation");

  /// What a malformed patch is told with.
  private record Words(String before, String list, String element) {}

  private final List<Obj> operations;

  private JsonPatch(List<Obj> operations) {
    this.operations = operations;
  }

  /// Reads a patch that a client sent.
  public static JsonPatch parse(byte[] json) {
    return parse(json, REQUEST);
  }

  /// Reads a patch that a webhook answered; what is wrong with it is told as of an answer.
  public static JsonPatch parseAnswer(byte[] json) {
    return parse(json, ANSWER);
  }

  private static JsonPatch parse(byte[] json, Words words) {
    JsonValue value;
    try {
      value = JsonValue.parse(json);
    } catch (JsonException e) {
      throw malformed(words, e.getMessage());
    }
    if (value == Null.NULL) {
      return new JsonPatch(List.of());
    }
    if (!(value instanceof Array(List<JsonValue> items))) {
      throw malformed(
          words,
          "json: cannot unmarshal %s into Go value of type %s"
              .formatted(JsonValue.formName(value.form()), words.list()));
    }
    List<Obj> operations = new ArrayList<>(items.size());
    for (JsonValue item : items) {
      switch (item) {
        case Obj operation -> operations.add(operation);
        case Null _ -> operations.add(Obj.EMPTY);
        default ->
            throw malformed(
                words,
                "json: cannot unmarshal %s into Go value of type %s"
                    .formatted(JsonValue.formName(item.form()), words.element()));
      }
    }
    return new JsonPatch(operations);
  }

  private static PatchException malformed(Words words, @Nullable String detail) {
    return new PatchException(Fault.MALFORMED, words.before() + detail);
  }

  /// The number of operations.
  public int size() {
    return operations.size();
  }

  /// The document with all operations applied.
  public JsonValue apply(JsonValue document) {
    var patched = new PatchedDocument(document);
    for (Obj operation : operations) {
      apply(patched, operation);
    }
    return patched.value();
  }

  private static void apply(PatchedDocument document, Obj operation) {
    String path = required(operation, "path");
    JsonPointer pointer = new JsonPointer(path);
    JsonValue given = operation.get("value");
    JsonValue value = given == null ? Null.NULL : given;
    switch (operation.text("op")) {
      case "add" -> document.add(pointer, value);
      case "remove" -> document.remove(pointer);
      case "replace" -> {
        if (path.isEmpty() && (value instanceof Obj || value instanceof Array)) {
          document.replaceAll(value);
        } else {
          document.replace(pointer, value);
        }
      }
      case "move" -> document.move(new JsonPointer(required(operation, "from")), pointer);
      case "copy" -> document.copy(new JsonPointer(required(operation, "from")), pointer);
      case "test" -> {
        if (!document.matches(pointer, value)) {
          throw new PatchException(
              Fault.TEST_FAILED, "testing value " + path + " failed: test failed");
        }
      }
      default -> {
        String op = operation.has("op") ? operation.text("op") : "unknown";
        throw new PatchException(Fault.NOT_APPLICABLE, "Unexpected kind: " + op);
      }
    }
  }

  private static String required(Obj operation, String name) {
    if (!(operation.get(name) instanceof JsonValue.Text(String text))) {
      throw new PatchException(
          Fault.NOT_APPLICABLE, "operation, but no " + name + " field: missing value");
    }
    return text;
  }
}
