package io.kubejar.server.extension.custom;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.ObjectMetaValidation;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.server.extension.schema.Values;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An object as a conversion webhook gave it back: the same object in another version, with the
/// metadata it had but for labels and annotations.
final class ConvertedObject {
  private final Obj original;
  private final Obj converted;

  private ConvertedObject(Obj original, Obj converted) {
    this.original = original;
    this.converted = converted;
  }

  /// The object to go on with.
  ///
  /// @param what what messages say was to be converted
  /// @param index its place in a list; -1 when it is no part of one
  static Obj checked(Obj original, Obj converted, String apiVersion, String what, int index)
      throws ApiException {
    var object = new ConvertedObject(original, converted);
    String beginning = "conversion webhook for %s returned invalid ".formatted(what);
    String place = index < 0 ? "" : " at index " + index;
    String type = object.typeFlaw(apiVersion);
    if (type != null) {
      throw ConversionWebhook.failure(
          beginning
              + (index < 0 ? "object at index 0: " : "converted object" + place + ": ")
              + type);
    }
    String flaw = object.flaw();
    if (flaw != null) {
      throw ConversionWebhook.failure(
          beginning + (index < 0 ? "object" : "converted object") + place + ": " + flaw);
    }
    try {
      return converted.with("metadata", object.metadata());
    } catch (IllegalArgumentException e) {
      throw ConversionWebhook.failure(
          beginning
              + (index < 0 ? "metadata" : "metadata in object")
              + place
              + ": "
              + e.getMessage());
    }
  }

  private @Nullable String typeFlaw(String apiVersion) {
    String version = converted.text("apiVersion");
    String kind = converted.text("kind");
    if (!version.equals(apiVersion)) {
      return "invalid groupVersion (expected %s, received %s)".formatted(apiVersion, version);
    }
    return kind.equals(original.text("kind"))
        ? null
        : "invalid kind (expected %s, received %s)".formatted(original.text("kind"), kind);
  }

  /// What makes it another object; null when nothing does.
  private @Nullable String flaw() {
    Obj before = original.object("metadata");
    Obj after = converted.object("metadata");
    for (String[] member :
        List.of(
            new String[] {"name", "name"},
            new String[] {"namespace", "namespace"},
            new String[] {"uid", "UID"})) {
      String was = before.text(member[0]);
      String is = after.text(member[0]);
      if (!was.equals(is)) {
        return "must have the same %s: %s != %s".formatted(member[1], was, is);
      }
    }
    return null;
  }

  /// The metadata of before with the labels and annotations of now.
  private Obj metadata() {
    JsonValue given = converted.get("metadata");
    if (given == null) {
      throw new IllegalArgumentException("missing metadata in converted object");
    }
    if (!(given instanceof Obj now)) {
      throw new IllegalArgumentException(
          "invalid metadata of type %s in converted object".formatted(Values.goType(given)));
    }
    Obj metadata = original.object("metadata");
    for (String member : List.of("labels", "annotations")) {
      JsonValue texts = now.get(member);
      if (texts == null || texts == JsonValue.Null.NULL) {
        metadata = metadata.without(member);
        continue;
      }
      if (!(texts instanceof Obj all)) {
        throw new IllegalArgumentException(
            "invalid metadata.%s of type %s in converted object"
                .formatted(member, Values.goType(texts)));
      }
      if (!all.equals(metadata.get(member))) {
        check(member, all);
      }
      metadata = metadata.with(member, all);
    }
    return metadata;
  }

  private static void check(String member, Obj all) {
    Map<String, String> texts = new LinkedHashMap<>();
    all.members()
        .forEach(
            (key, value) -> {
              if (!(value instanceof JsonValue.Text(String text))) {
                throw new IllegalArgumentException(
                    "metadata.%s[%s] must be a string, but is %s in converted object"
                        .formatted(member, key, Values.goType(value)));
              }
              texts.put(key, text);
            });
    var errors = new FieldErrors();
    Path path = Path.of("metadata", member);
    if (member.equals("labels")) {
      ObjectMetaValidation.checkLabels(texts, path, errors);
    } else {
      ObjectMetaValidation.checkAnnotations(texts, path, errors);
    }
    List<FieldError> found = errors.toList();
    if (!found.isEmpty()) {
      String message =
          found.stream()
              .map(error -> error.field() + ": " + error.message())
              .collect(Collectors.joining(", "));
      throw new IllegalArgumentException(found.size() == 1 ? message : "[" + message + "]");
    }
  }
}
