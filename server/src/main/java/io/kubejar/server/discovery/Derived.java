package io.kubejar.server.discovery;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What follows from a source that may be replaced: made anew when the source is another instance.
public final class Derived<S, T> implements Supplier<T> {
  private record Known<S, T>(S source, T value) {}

  private final Supplier<S> source;
  private final Function<S, T> derivation;
  private volatile @Nullable Known<S, T> known;

  public Derived(Supplier<S> source, Function<S, T> derivation) {
    this.source = source;
    this.derivation = derivation;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // a replaced source is another instance
  public T get() {
    S current = source.get();
    Known<S, T> last = known;
    if (last == null || last.source() != current) {
      last = new Known<>(current, derivation.apply(current));
      known = last;
    }
    return last.value();
  }
}
