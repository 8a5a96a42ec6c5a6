package io.kubejar.cel.library;

import io.kubejar.api.value.Bytes;
import io.kubejar.cel.value.CelError;
import io.kubejar.cel.value.UInt;
import io.kubejar.wire.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Values that may be absent.
final class OptionalFunctions {
  private OptionalFunctions() {}

  static void register(Functions.Table table) {
    table
        .implement("optional.of(dyn) -> optional<dyn>", a -> Optional.of(a[0]))
        .implement("optional.none() -> optional<dyn>", _ -> Optional.empty())
        .implement(
            "optional.ofNonZeroValue(dyn) -> optional<dyn>",
            a -> isZero(a[0]) ? Optional.empty() : Optional.of(a[0]))
        .implement("optional<dyn>::hasValue() -> bool", a -> ((Optional<?>) a[0]).isPresent())
        .implement(
            "optional<dyn>::value() -> dyn",
            a -> {
              if (((Optional<?>) a[0]).isEmpty()) {
                throw new CelError("optional.none() dereference");
              }
              return ((Optional<?>) a[0]).get();
            });
  }

  private static boolean isZero(Object value) {
    return switch (value) {
      case Boolean bool -> !bool;
      case Long number -> number == 0;
      case UInt number -> number.bits() == 0;
      case Double number -> number == 0;
      case String text -> text.isEmpty();
      case Bytes bytes -> bytes.isEmpty();
      case List<?> list -> list.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      case Duration duration -> duration.isZero();
      case JsonValue.Null _ -> true;
      case Optional<?> optional -> optional.isEmpty();
      default -> false;
    };
  }
}
