package io.kubejar.wire.dynamic;

import io.kubejar.api.codec.JsonReader;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValueCodec;
import org.jspecify.annotations.Nullable;

/// What becomes of the members of a dynamic object while it is read.
@FunctionalInterface
public interface DynamicContent {
  /// Everything is kept.
  DynamicContent ANYTHING = (in, _) -> JsonValueCodec.INSTANCE.read(in);

  /// Consumes a member's value.
  ///
  /// @return what is kept of it; null when the member is left out
  @Nullable JsonValue member(JsonReader in, String name);
}
