package io.kubejar.cluster.local;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.client.Watch;
import io.kubejar.client.WatchEvent;
import io.kubejar.server.direct.DirectWatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A watch on the server's own cache.
///
/// @param <S> the server's objects
/// @param <T> what the caller sees of them
final class LocalWatch<S extends ApiObject, T extends ApiObject> implements Watch<T> {
  private final DirectWatch<S> watch;
  private final Function<S, T> view;

  LocalWatch(DirectWatch<S> watch, Function<S, T> view) {
    this.watch = watch;
    this.view = view;
  }

  @Override
  public @Nullable WatchEvent<T> next() throws InterruptedException {
    DirectWatch.Event<S> event = watch.next();
    if (event == null) {
      return null;
    }
    return switch (event.type()) {
      case ADDED -> new WatchEvent.Added<>(view.apply(event.object()));
      case MODIFIED -> new WatchEvent.Modified<>(view.apply(event.object()));
      case DELETED -> new WatchEvent.Deleted<>(view.apply(event.object()));
      case BOOKMARK ->
          new WatchEvent.Bookmark<>(
              event.object().metadata().resourceVersion(),
              event.object().metadata().annotations().containsKey("k8s.io/initial-events-end"));
    };
  }

  @Override
  public void close() {
    watch.close();
  }
}
