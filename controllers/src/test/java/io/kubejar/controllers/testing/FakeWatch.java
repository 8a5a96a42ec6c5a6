package io.kubejar.controllers.testing;

import io.kubejar.api.kind.Kind;
import io.kubejar.client.Watch;
import io.kubejar.client.WatchEvent;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A watch on a [FakeApi].
final class FakeWatch<T> implements Watch<T> {
  private final Kind<?> kind;
  private final Predicate<Object> selected;
  private final BlockingQueue<WatchEvent<T>> events = new LinkedBlockingQueue<>();
  private volatile boolean closed;

  FakeWatch(Kind<?> kind, Predicate<Object> selected) {
    this.kind = kind;
    this.selected = selected;
  }

  @SuppressWarnings("unchecked") // the change is of the watch's kind
  void offer(FakeApi.Change change) {
    if (!change.kind().equals(kind)) {
      return;
    }
    T object = (T) change.object();
    Object old = change.old();
    boolean was = old != null && selected.test(old);
    boolean is = !change.gone() && selected.test(object);
    if (is) {
      events.add(was ? new WatchEvent.Modified<>(object) : new WatchEvent.Added<>(object));
    } else if (was) {
      events.add(new WatchEvent.Deleted<>(object));
    }
  }

  @Override
  public @Nullable WatchEvent<T> next() throws InterruptedException {
    return closed ? null : events.take();
  }

  @Override
  public void close() {
    closed = true;
    events.add(new WatchEvent.Bookmark<>("0", false));
  }
}
