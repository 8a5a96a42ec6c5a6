package io.kubejar.cel.value;

import io.kubejar.api.value.Bytes;
import io.kubejar.wire.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A type as a value, as `type(x)` gives it.
///
/// @param name the type's name, such as `int` or `google.protobuf.Timestamp`
public record TypeValue(String name) {
  /// The type of a value.
  public static TypeValue of(Object value) {
    return new TypeValue(
        switch (value) {
          case Boolean _ -> "bool";
          case Long _ -> "int";
          case UInt _ -> "uint";
          case Double _ -> "double";
          case String _ -> "string";
          case Bytes _ -> "bytes";
          case Instant _ -> "google.protobuf.Timestamp";
          case Duration _ -> "google.protobuf.Duration";
          case JsonValue.Null _ -> "null_type";
          case List<?> _ -> "list";
          case Map<?, ?> _ -> "map";
          case Optional<?> _ -> "optional_type";
          case TypeValue _ -> "type";
          case Instance instance -> instance.type();
          case Named named -> named.typeName();
          default -> value.getClass().getSimpleName();
        });
  }

  /// A value of a library's own type.
  public interface Named {
    String typeName();
  }

  @Override
  public String toString() {
    return name;
  }
}
