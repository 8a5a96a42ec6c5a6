package io.kubejar.cluster.local;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.client.Watch;
import io.kubejar.client.WatchEvent;
import io.kubejar.server.direct.DirectWatch;
import org.jspecify.annotations.Nullable;

/// A watch on the server's own cache.
final class LocalWatch<T extends ApiObject> implements Watch<T> {
  private final DirectWatch<T> watch;

  LocalWatch(DirectWatch<T> watch) {
    this.watch = watch;
  }

  @Override
  public @Nullable WatchEvent<T> next() throws InterruptedException {
    DirectWatch.Event<T> event = watch.next();
    if (event == null) {
      return null;
    }
    return switch (event.type()) {
      case ADDED -> new WatchEvent.Added<>(event.object());
      case MODIFIED -> new WatchEvent.Modified<>(event.object());
      case DELETED -> new WatchEvent.Deleted<>(event.object());
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
