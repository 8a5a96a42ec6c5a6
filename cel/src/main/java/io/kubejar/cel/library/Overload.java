package io.kubejar.cel.library;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import io.kubejar.api.value.Bytes;
import io.kubejar.cel.value.TypeValue;
import io.kubejar.cel.value.UInt;
import io.kubejar.wire.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One way in which a function can be called.
///
/// @param function the function's name
/// @param member whether the first argument stands before the dot
/// @param parameters the arguments' types, the receiver's first
/// @param result the result's type
/// @param declared whether the checker has to be told of it
/// @param body what it computes
record Overload(
    String function,
    boolean member,
    List<CelType> parameters,
    CelType result,
    boolean declared,
    Body body) {
  /// What a function computes.
  @FunctionalInterface
  interface Body {
    Object call(Object[] arguments);
  }

  /// Whether values are of the parameters' types.
  boolean accepts(Object[] arguments) {
    if (arguments.length != parameters.size()) {
      return false;
    }
    for (int i = 0; i < arguments.length; i++) {
      if (!accepts(parameters.get(i), arguments[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean accepts(CelType type, Object value) {
    return switch (type.kind()) {
      case BOOL -> value instanceof Boolean;
      case INT -> value instanceof Long;
      case UINT -> value instanceof UInt;
      case DOUBLE -> value instanceof Double;
      case STRING -> value instanceof String;
      case BYTES -> value instanceof Bytes;
      case TIMESTAMP -> value instanceof Instant;
      case DURATION -> value instanceof Duration;
      case NULL_TYPE -> value instanceof JsonValue.Null;
      case LIST -> value instanceof List<?>;
      case MAP -> value instanceof Map<?, ?>;
      case TYPE -> value instanceof TypeValue;
      case OPAQUE ->
          type instanceof OptionalType
              ? value instanceof Optional<?>
              : value instanceof TypeValue.Named named && named.typeName().equals(type.name());
      default -> true;
    };
  }
}
