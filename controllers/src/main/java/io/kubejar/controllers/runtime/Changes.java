package io.kubejar.controllers.runtime;

import io.kubejar.client.EventHandler;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Event handlers put together from functions.
public final class Changes {
  private Changes() {}

  /// A handler that is told of each object that appeared, changed or went, in its latest state.
  public static <T> EventHandler<T> of(Consumer<? super T> any) {
    return of(any, (_, now) -> any.accept(now), any);
  }

  /// A handler of three functions.
  public static <T> EventHandler<T> of(
      Consumer<? super T> added,
      BiConsumer<? super T, ? super T> updated,
      Consumer<? super T> deleted) {
    return new Functions<>(added, updated, deleted);
  }

  private record Functions<T>(
      Consumer<? super T> onAdded,
      BiConsumer<? super T, ? super T> onUpdated,
      Consumer<? super T> onDeleted)
      implements EventHandler<T> {
    @Override
    public void added(T object) {
      onAdded.accept(object);
    }

    @Override
    public void updated(T old, T object) {
      onUpdated.accept(old, object);
    }

    @Override
    public void deleted(T object) {
      onDeleted.accept(object);
    }
  }
}
