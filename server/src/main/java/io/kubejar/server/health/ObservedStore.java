package io.kubejar.server.health;

import io.kubejar.store.Entry;
import io.kubejar.store.Event;
import io.kubejar.store.ForwardingStore;
import io.kubejar.store.Keys;
import io.kubejar.store.Outcome;
import io.kubejar.store.Range;
import io.kubejar.store.Store;
import io.kubejar.store.StoreException;
import io.kubejar.store.Transaction;
import io.kubejar.store.Watch;
import io.kubejar.store.WatchListener;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A store whose calls are counted, under the names that upstream has for its calls of etcd.
public final class ObservedStore extends ForwardingStore {
  private final Store store;
  private final StoreMetrics counts;

  public ObservedStore(Store store, Metrics metrics) {
    super(store);
    this.store = store;
    this.counts = new StoreMetrics(metrics);
  }

  private <R> R timed(String key, StoreMetrics.Operation operation, Supplier<R> call) {
    StoreMetrics.Calls calls = counts.calls(key, operation);
    long begin = System.nanoTime();
    try {
      R result = call.get();
      calls.ended(System.nanoTime() - begin, true);
      return result;
    } catch (StoreException e) {
      calls.ended(System.nanoTime() - begin, false);
      throw e;
    }
  }

  @Override
  public @Nullable Entry get(String key, long revision) {
    return timed(
            key, StoreMetrics.Operation.GET, () -> Optional.ofNullable(store.get(key, revision)))
        .orElse(null);
  }

  @Override
  public Range range(Keys keys, long revision, int limit) {
    Range range =
        timed(keys.start(), StoreMetrics.Operation.LIST, () -> store.range(keys, revision, limit));
    counts.listed(keys.start(), range.entries().size());
    return range;
  }

  @Override
  public long scan(Keys keys, Consumer<Entry> taker) {
    var taken = new LongAdder();
    long revision =
        timed(
            keys.start(),
            StoreMetrics.Operation.LIST,
            () ->
                store.scan(
                    keys,
                    entry -> {
                      taken.increment();
                      taker.accept(entry);
                    }));
    counts.listed(keys.start(), taken.intValue());
    return revision;
  }

  @Override
  public long count(Keys keys, long revision) {
    return timed(keys.start(), StoreMetrics.Operation.COUNT, () -> store.count(keys, revision));
  }

  @Override
  public Watch watch(Keys keys, long fromRevision, WatchListener listener) {
    return store.watch(keys, fromRevision, new Counted(listener, counts.events(keys.start())));
  }

  @Override
  public Outcome commit(Transaction transaction) {
    if (transaction.operations().isEmpty()) {
      return store.commit(transaction);
    }
    Transaction.Operation first = transaction.operations().getFirst();
    StoreMetrics.Operation operation =
        switch (first) {
          case Transaction.Delete _ -> StoreMetrics.Operation.DELETE;
          case Transaction.Put _ ->
              !transaction.compares().isEmpty()
                      && transaction.compares().getFirst().modRevision() == 0
                  ? StoreMetrics.Operation.CREATE
                  : StoreMetrics.Operation.UPDATE;
        };
    return timed(first.key(), operation, () -> store.commit(transaction));
  }

  /// A listener whose events are counted.
  private record Counted(WatchListener listener, LongAdder received) implements WatchListener {
    @Override
    public void onEvents(long revision, List<Event> events) {
      received.add(events.size());
      listener.onEvents(revision, events);
    }

    @Override
    public void onEnd(@Nullable StoreException cause) {
      listener.onEnd(cause);
    }
  }
}
