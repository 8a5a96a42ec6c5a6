package io.kubejar.server.direct;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.server.registry.CacheEvent;
import io.kubejar.server.registry.CachedObject;
import io.kubejar.server.registry.ListQuery;
import io.kubejar.server.registry.Registry;
import io.kubejar.server.registry.Selection;
import io.kubejar.server.registry.Subscription;
import io.kubejar.server.registry.WatchSink;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A stream of changes for one reader within the process; the objects are the server's own
/// instances.
///
/// A reader that falls far behind finds the stream at its end and has to begin anew.
public final class DirectWatch<T extends ApiObject> implements AutoCloseable {
  private static final int MOST_WAITING = 16_384;
  private static final Duration BOOKMARKS = Duration.ofMinutes(1);

  /// What an event tells.
  public enum Type {
    ADDED,
    MODIFIED,
    DELETED,
    /// All changes up to the revision in the object's metadata have been told.
    BOOKMARK
  }

  /// One event.
  ///
  /// @param object the object, in its last state when it is gone; on a bookmark one that has
  ///   nothing but a revision and, after the initial objects, upstream's annotation
  public record Event<T>(Type type, T object) {}

  private final Kind<T> kind;
  private final boolean bookmarks;
  private final long deadline;
  private final ArrayBlockingQueue<Event<T>> events = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Event<T> end;
  private final Subscription<T> subscription;
  private final Iterator<CachedObject<T>> initial;
  private boolean initialEndDue;
  private boolean live;
  private volatile boolean ended;
  private volatile Runnable onClose = () -> {};

  DirectWatch(
      Registry<T> registry, Selection<T> selection, ListQuery query, @Nullable Long seconds) {
    this.kind = registry.kind();
    this.end = new Event<>(Type.BOOKMARK, kind.codec().zero());
    this.bookmarks = query.bookmarks();
    this.deadline =
        seconds == null || seconds <= 0
            ? Long.MAX_VALUE
            : System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    this.subscription = registry.watch(selection, query, new Sink());
    this.initial = subscription.initial().iterator();
    this.initialEndDue = bookmarks && Boolean.TRUE.equals(query.sendInitialEvents());
  }

  /// Puts events into the queue, from the cache's thread.
  private final class Sink implements WatchSink<T> {
    @Override
    public boolean event(CacheEvent<T> event, CacheEvent.Seen<T> seen) {
      return events.offer(new Event<>(type(seen.type()), seen.object().object()));
    }

    @Override
    public void ended() {
      end();
    }
  }

  private static Type type(CacheEvent.Type type) {
    return switch (type) {
      case ADDED -> Type.ADDED;
      case MODIFIED -> Type.MODIFIED;
      case DELETED -> Type.DELETED;
    };
  }

  /// The next event, waiting for it; null at the end.
  public @Nullable Event<T> next() throws InterruptedException {
    if (initial.hasNext() && !ended) {
      return new Event<>(Type.ADDED, initial.next().object());
    }
    if (initialEndDue && !ended) {
      initialEndDue = false;
      return bookmark(subscription.start(), true);
    }
    if (!live) {
      live = true;
      subscription.live();
    }
    long bookmarkAt = System.nanoTime() + BOOKMARKS.toNanos();
    while (true) {
      Event<T> event = ended ? events.poll() : await(bookmarkAt);
      if (event != null && event != end) {
        return event;
      }
      long now = System.nanoTime();
      if (ended || (deadline != Long.MAX_VALUE && now - deadline > 0)) {
        close();
        Event<T> left = events.poll();
        return left == end ? null : left;
      }
      if (bookmarks && now - bookmarkAt > 0) {
        var latest = new long[1];
        subscription.bookmark(revision -> latest[0] = revision);
        if (latest[0] > 0 && events.isEmpty()) {
          return bookmark(latest[0], false);
        }
        bookmarkAt = now + BOOKMARKS.toNanos();
      }
    }
  }

  /// The next event, or null when it is time for a bookmark or for the end.
  private @Nullable Event<T> await(long bookmarkAt) throws InterruptedException {
    if (!bookmarks && deadline == Long.MAX_VALUE) {
      return events.take();
    }
    long now = System.nanoTime();
    long left = bookmarks ? bookmarkAt - now : Long.MAX_VALUE;
    if (deadline != Long.MAX_VALUE) {
      left = Math.min(left, deadline - now);
    }
    return events.poll(left + 1, TimeUnit.NANOSECONDS);
  }

  private Event<T> bookmark(long revision, boolean initialEnd) {
    var metadata = ObjectMeta.builder().resourceVersion(Long.toString(revision));
    if (initialEnd) {
      metadata.annotations(Map.of("k8s.io/initial-events-end", "true"));
    }
    return new Event<>(Type.BOOKMARK, kind.withMetadata(kind.codec().zero(), metadata.build()));
  }

  /// Wakes the reader. When the queue is full it does not wait and sees the end by itself.
  private void end() {
    ended = true;
    var _ = events.offer(end);
  }

  /// What runs when the reader closes the watch.
  void onClose(Runnable action) {
    onClose = action;
  }

  @Override
  public void close() {
    end();
    subscription.close();
    onClose.run();
  }
}
