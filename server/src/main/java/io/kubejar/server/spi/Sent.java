package io.kubejar.server.spi;

import io.kubejar.api.codec.RecordCodec;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What was sent to a subresource with a form of its own: an eviction, a binding, a scale, the
/// options of a stream.
///
/// @param codec of the form
/// @param body what was sent
/// @param old gives what was there before, or null; asked when somebody wants to see it
public record Sent<B>(RecordCodec<B> codec, B body, Supplier<? extends @Nullable B> old) {
  /// Something new.
  public static <B> Sent<B> of(RecordCodec<B> codec, B body) {
    return new Sent<>(codec, body, () -> null);
  }

  /// The same with another body.
  public Sent<B> with(B changed) {
    return new Sent<>(codec, changed, old);
  }
}
