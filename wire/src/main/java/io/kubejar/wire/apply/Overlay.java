package io.kubejar.wire.apply;

import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.wire.json.JsonValue;

/// Lays a configuration over an object without asking who owns what: what the configuration has
/// wins, all else stays.
public final class Overlay {
  private Overlay() {}

  /// The object with the configuration over it.
  ///
  /// @param schema the object's type
  /// @throws ShapeException when an item of a list lacks what identifies it
  public static JsonValue lay(ObjectSchema schema, JsonValue object, JsonValue configuration) {
    return TreeMerge.merge(Shape.of(schema), object, configuration);
  }
}
