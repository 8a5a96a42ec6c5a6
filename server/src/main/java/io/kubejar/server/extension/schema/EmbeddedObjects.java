package io.kubejar.server.extension.schema;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.ObjectMetaValidation;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.ObjectMetaCodec;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reports what is wrong with the type and the metadata of objects within objects.
public final class EmbeddedObjects {
  private EmbeddedObjects() {}

  /// Checks all embedded objects within a value.
  public static void check(Path path, JsonValue value, Schema schema, FieldErrors errors) {
    switch (value) {
      case JsonValue.Array(List<JsonValue> items) -> {
        Schema each = schema.items();
        if (each != null) {
          for (int i = 0; i < items.size(); i++) {
            check(path.index(i), items.get(i), each, errors);
          }
        }
      }
      case JsonValue.Obj object -> {
        if (schema.embedded()) {
          embedded(path, object, errors);
        }
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
          Schema declared = schema.properties().get(member.getKey());
          Schema additional = schema.additional();
          if (declared != null) {
            check(path.child(member.getKey()), member.getValue(), declared, errors);
          } else if (additional != null) {
            check(path.key(member.getKey()), member.getValue(), additional, errors);
          }
        }
      }
      default -> {}
    }
  }

  private static void embedded(Path path, JsonValue.Obj object, FieldErrors errors) {
    String apiVersion = object.text("apiVersion");
    if (apiVersion.isEmpty()) {
      errors.required(
          path.child("apiVersion"), object.has("apiVersion") ? "must not be empty" : "");
    } else if (apiVersion.chars().filter(c -> c == '/').count() > 1) {
      errors.invalid(
          path.child("apiVersion"), apiVersion, "unexpected GroupVersion string: " + apiVersion);
    }
    String kind = object.text("kind");
    if (kind.isEmpty()) {
      errors.required(path.child("kind"), object.has("kind") ? "must not be empty" : "");
    } else {
      errors.invalid(path.child("kind"), kind, Formats.dns1035Label(kind.toLowerCase(Locale.ROOT)));
    }
    JsonValue metadata = object.get("metadata");
    if (metadata instanceof JsonValue.Obj) {
      metadata(path.child("metadata"), metadata, errors);
    }
  }

  /// The metadata as that of any object, except that nothing is said about names, whose rule
  /// depends on the kind.
  private static void metadata(Path path, JsonValue tree, FieldErrors errors) {
    ObjectMeta metadata;
    try {
      metadata = JsonDecoder.decode(ObjectMetaCodec.INSTANCE, tree.toJson());
    } catch (JsonException e) {
      errors.invalid(path, Values.quoted(tree), String.valueOf(e.getMessage()));
      return;
    }
    boolean named = !metadata.name().isEmpty() || !metadata.generateName().isEmpty();
    ObjectMeta checked = named ? metadata : metadata.with(m -> m.name("fakename"));
    ObjectMetaValidation.check(
        checked.name().isEmpty() ? checked.with(m -> m.name("fakename")) : checked,
        !metadata.namespace().isEmpty(),
        (_, _) -> List.of(),
        path,
        errors);
  }
}
