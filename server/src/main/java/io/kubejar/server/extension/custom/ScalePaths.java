package io.kubejar.server.extension.custom;

import io.kubejar.api.apiextensions.v1.CustomResourceSubresourceScale;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.server.extension.schema.Values;
import io.kubejar.wire.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a custom resource keeps what its `scale` is made of.
///
/// @param spec the path of the wanted replicas
/// @param status the path of the replicas seen
/// @param selector the path of the label selector, or null
public record ScalePaths(String spec, String status, @Nullable String selector) {
  static ScalePaths of(CustomResourceSubresourceScale scale) {
    String selector = scale.labelSelectorPath();
    return new ScalePaths(
        scale.specReplicasPath(),
        scale.statusReplicasPath(),
        selector == null || selector.isEmpty() ? null : selector);
  }

  /// What a path leads to.
  ///
  /// @param value null when there is nothing
  /// @param flaw why the path cannot be followed, or empty
  record Found(@Nullable JsonValue value, String flaw) {
    long number() {
      return value instanceof JsonValue.Int(long number) ? number : 0;
    }
  }

  static Found number(JsonValue.Obj content, String path) {
    return find(content, path, "int64");
  }

  static Found text(JsonValue.Obj content, String path) {
    return find(content, path, "string");
  }

  private static List<String> names(String path) {
    return List.of((path.startsWith(".") ? path.substring(1) : path).split("\\."));
  }

  private static Found find(JsonValue.Obj content, String path, String type) {
    List<String> names = names(path);
    JsonValue value = content;
    for (int i = 0; i < names.size(); i++) {
      if (!(value instanceof JsonValue.Obj object)) {
        return value == JsonValue.Null.NULL
            ? new Found(null, "")
            : flaw(names.subList(0, i + 1), value, "map[string]interface{}");
      }
      value = object.get(names.get(i));
      if (value == null) {
        return new Found(null, "");
      }
    }
    return Values.goType(value).equals(type) ? new Found(value, "") : flaw(names, value, type);
  }

  private static Found flaw(List<String> names, JsonValue value, String wanted) {
    return new Found(
        null,
        ".%s accessor error: %s is of the type %s, expected %s"
            .formatted(
                String.join(".", names), Values.goText(value), Values.goType(value), wanted));
  }

  /// The content with other wanted replicas.
  JsonValue.Obj withReplicas(JsonValue.Obj content, int replicas) {
    return (JsonValue.Obj) set(content, names(spec), JsonValue.of(replicas));
  }

  private static JsonValue set(@Nullable JsonValue in, List<String> names, JsonValue value) {
    if (names.isEmpty()) {
      return value;
    }
    Map<String, JsonValue> members =
        in instanceof JsonValue.Obj object
            ? new LinkedHashMap<>(object.members())
            : new LinkedHashMap<>();
    String name = names.getFirst();
    members.put(name, set(members.get(name), names.subList(1, names.size()), value));
    return new JsonValue.Obj(members);
  }

  void checkSpec(JsonValue.Obj content, FieldErrors errors) {
    checkNumber(content, spec, errors);
  }

  void checkStatus(JsonValue.Obj content, FieldErrors errors) {
    checkNumber(content, status, errors);
    if (selector != null) {
      Found found = text(content, selector);
      if (!found.flaw().isEmpty()) {
        errors.invalid(Path.of(selector), "", found.flaw());
      }
    }
  }

  private static void checkNumber(JsonValue.Obj content, String path, FieldErrors errors) {
    Found found = number(content, path);
    if (!found.flaw().isEmpty()) {
      errors.invalid(Path.of(path), 0, found.flaw());
    } else if (found.number() < 0) {
      errors.invalid(Path.of(path), found.number(), "should be a non-negative integer");
    } else if (found.number() > Integer.MAX_VALUE) {
      errors.invalid(
          Path.of(path), found.number(), "should be less than or equal to " + Integer.MAX_VALUE);
    }
  }
}
