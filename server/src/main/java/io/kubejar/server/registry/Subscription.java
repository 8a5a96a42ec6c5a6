package io.kubejar.server.registry;

import io.kubejar.api.meta.v1.ApiObject;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A watch of one kind's cache.
///
/// It begins with what has to be told first ([#initial] objects); events that happen meanwhile
/// wait, up to a bound, until [#live] hands them to the sink.
public final class Subscription<T extends ApiObject> implements AutoCloseable {
  private static final int MOST_WAITING = 16_384;

  private final Selection<T> selection;
  private final WatchSink<T> sink;
  private final List<CachedObject<T>> initial;
  private final long start;
  private final Consumer<Subscription<T>> onEnd;
  private final LongSupplier delivered;
  private @Nullable ArrayDeque<CacheEvent<T>> waiting;
  private boolean ended;
  private long seenRevision;
  private boolean closed;

  /// A subscription to what comes after a revision.
  ///
  /// @param initial the objects to be told first
  /// @param missed the events between the revision asked for and the start
  /// @param start events up to this revision are covered by the others
  /// @param delivered the revision up to which the cache has told everything
  Subscription(
      Selection<T> selection,
      WatchSink<T> sink,
      List<CachedObject<T>> initial,
      List<CacheEvent<T>> missed,
      long start,
      Consumer<Subscription<T>> onEnd,
      LongSupplier delivered) {
    this.selection = selection;
    this.sink = sink;
    this.initial = initial;
    this.start = start;
    this.seenRevision = start;
    this.waiting = new ArrayDeque<>(missed);
    this.onEnd = onEnd;
    this.delivered = delivered;
  }

  /// The objects to be told before any event.
  public List<CachedObject<T>> initial() {
    return initial;
  }

  /// The revision at which the initial objects were read.
  public long start() {
    return start;
  }

  /// Hands what waited to the sink, and from now on everything at once.
  public void live() {
    synchronized (this) {
      var events = waiting;
      waiting = null;
      if (events == null || ended) {
        return;
      }
      for (CacheEvent<T> event : events) {
        if (!hand(event)) {
          break;
        }
      }
    }
    finishIfEnded();
  }

  /// Tells an event; called by the cache in order.
  void offer(CacheEvent<T> event) {
    if (event.revision() <= start) {
      return;
    }
    synchronized (this) {
      if (ended) {
        return;
      }
      if (waiting == null) {
        hand(event);
      } else if (waiting.size() < MOST_WAITING) {
        waiting.add(event);
      } else {
        ended = true;
      }
    }
    finishIfEnded();
  }

  private boolean hand(CacheEvent<T> event) {
    seenRevision = Math.max(seenRevision, event.revision());
    var seen = event.seenBy(selection);
    if (seen != null && !sink.event(event, seen)) {
      ended = true;
      return false;
    }
    return true;
  }

  /// Calls with a revision up to which all events have been told, between two events.
  public void bookmark(LongConsumer action) {
    long told = delivered.getAsLong();
    synchronized (this) {
      if (!ended && waiting == null) {
        action.accept(Math.max(told, seenRevision));
      }
    }
  }

  private void finishIfEnded() {
    boolean finish;
    synchronized (this) {
      finish = ended;
    }
    if (finish) {
      close();
    }
  }

  public synchronized boolean isEnded() {
    return ended;
  }

  /// Ends the subscription and tells the sink, once.
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      ended = true;
      waiting = null;
    }
    onEnd.accept(this);
    sink.ended();
  }
}
