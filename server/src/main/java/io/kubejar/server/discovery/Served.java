package io.kubejar.server.discovery;

import io.kubejar.api.kind.Kind;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the API consists of at a moment.
///
/// @param kinds what this server answers itself
/// @param remote what other servers answer
public record Served(List<Kind<?>> kinds, List<RemoteVersion> remote) {
  /// What is served at each moment: another instance when either part is another one.
  @SuppressWarnings("ReferenceEquality") // a replaced list is another instance
  public static Supplier<Served> of(
      Supplier<List<Kind<?>>> kinds, Supplier<List<RemoteVersion>> remote) {
    var last = new AtomicReference<@Nullable Served>();
    return () -> {
      List<Kind<?>> own = kinds.get();
      List<RemoteVersion> others = remote.get();
      Served known = last.get();
      if (known == null || known.kinds() != own || known.remote() != others) {
        known = new Served(own, others);
        last.set(known);
      }
      return known;
    };
  }
}
