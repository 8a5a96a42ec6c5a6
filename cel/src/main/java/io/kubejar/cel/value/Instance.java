package io.kubejar.cel.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A message made in an expression, such as `Object.spec{replicas: 1}`.
///
/// @param type the name of its type
/// @param fields its members in the order in which they were given
public record Instance(String type, Map<String, Object> fields) {
  public Instance {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
