package io.kubejar.cel.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A message made in an expression, such as `Object.spec{replicas: 1}`.
///
/// @param type the name of its type
/// @param fields its members in the order in which they were given
public record Instance(String type, Map<String, Object> fields) {
  public Instance {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /// The messages below whose type is not named after the way to them, as upstream says it: in
  /// `Object{spec: Object.specs{}}` the inner one should be an `Object.spec`.
  public List<String> strays() {
    List<String> found = new ArrayList<>();
    strays(this, type, found);
    return found;
  }

  private static void strays(Object value, String expected, List<String> found) {
    switch (value) {
      case Instance(String type, Map<String, Object> fields) -> {
        if (!type.equals(expected)) {
          found.add(
              "unexpected type name \"%s\", expected \"%s\", which matches field name path from root Object type"
                  .formatted(type, expected));
        }
        fields.forEach((name, field) -> strays(field, expected + "." + name, found));
      }
      case List<?> items -> items.forEach(item -> strays(item, expected, found));
      case Map<?, ?> entries -> entries.values().forEach(item -> strays(item, expected, found));
      default -> {}
    }
  }
}
