package io.kubejar.server.encryption;

import io.kubejar.store.Entry;
import io.kubejar.store.Event;
import io.kubejar.store.ForwardingStore;
import io.kubejar.store.Keys;
import io.kubejar.store.Outcome;
import io.kubejar.store.Range;
import io.kubejar.store.Store;
import io.kubejar.store.StoreException;
import io.kubejar.store.Transaction;
import io.kubejar.store.UnreadableException;
import io.kubejar.store.Watch;
import io.kubejar.store.WatchListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A store whose values are sealed on their way into another and opened on their way out. Keys,
/// revisions and everything else are the other's.
///
/// Keys that are not protected cost nothing but the look at their prefix. A watch gets the very
/// array that a writer of this process has put, as it would from the other store.
public final class EncryptedStore extends ForwardingStore {
  private static final int PAGE = 500;
  private static final int MOST_UNDER_WAY = 4096;

  private final Store sealed;
  private volatile Sealing sealing;
  private volatile Runnable guard = () -> {};

  /// What was in force before, which calls under way may still use; closed with the next change.
  private @Nullable Sealing former;

  /// How values are sealed now.
  private record Sealing(EncryptionConfiguration configuration, ProtectedKeys keys) {
    Sealing(EncryptionConfiguration configuration) {
      this(configuration, new ProtectedKeys(configuration));
    }
  }

  /// The plain arrays of writes whose event has not come yet, by what was stored for them.
  private final Map<byte[], byte[]> underWay = Collections.synchronizedMap(new IdentityHashMap<>());

  /// @param sealed keeps the sealed values, and is closed with this
  public EncryptedStore(Store sealed, EncryptionConfiguration configuration) {
    super(sealed);
    this.sealed = sealed;
    this.sealing = new Sealing(configuration);
  }

  /// Seals by another configuration from now on; what is sealed already stays as it is until
  /// [#sealAnew()].
  ///
  /// @param next has to open what the former one sealed; closed with this
  public synchronized void reconfigure(EncryptionConfiguration next) {
    if (former != null) {
      former.configuration().close();
    }
    former = sealing;
    sealing = new Sealing(next);
  }

  /// Has something run before any value is sealed, such as what makes sure that the keys are still
  /// those of all servers; it may [#reconfigure] this store, or throw what the writer is to get.
  void guard(Runnable guard) {
    this.guard = guard;
  }

  /// What seals a key's value; null for one that is kept as it is.
  private @Nullable Protection current(String key) {
    if (sealing.keys().of(key) == null) {
      return null;
    }
    guard.run();
    return sealing.keys().of(key);
  }

  /// The store that keeps the sealed values.
  public Store sealed() {
    return sealed;
  }

  @Override
  public @Nullable Entry get(String key, long revision) {
    Entry entry = sealed.get(key, revision);
    return entry == null ? null : opened(entry);
  }

  @Override
  public Range range(Keys range, long revision, int limit) {
    Range found = sealed.range(range, revision, limit);
    return sealing.keys().unprotected(range)
        ? found
        : new Range(opened(found.entries()), found.revision(), found.remaining());
  }

  @Override
  public long scan(Keys range, Consumer<Entry> taker) {
    return sealed.scan(
        range, sealing.keys().unprotected(range) ? taker : entry -> taker.accept(opened(entry)));
  }

  @Override
  public Outcome commit(Transaction transaction) {
    List<byte[]> under = new ArrayList<>();
    List<Transaction.Operation> operations = new ArrayList<>(transaction.operations().size());
    for (Transaction.Operation operation : transaction.operations()) {
      operations.add(sealed(operation, under));
    }
    Transaction given =
        under.isEmpty() ? transaction : new Transaction(transaction.compares(), operations);
    boolean committed = false;
    try {
      Outcome outcome = sealed.commit(given);
      committed = outcome instanceof Outcome.Committed;
      return opened(outcome);
    } finally {
      if (!committed) {
        under.forEach(underWay::remove);
      }
    }
  }

  private Transaction.Operation sealed(Transaction.Operation operation, List<byte[]> under) {
    if (!(operation instanceof Transaction.Put(String key, byte[] plain, long lease))) {
      return operation;
    }
    Protection protection = current(key);
    if (protection == null) {
      return operation;
    }
    byte[] value = protection.seal(key, plain);
    if (underWay.size() < MOST_UNDER_WAY) {
      underWay.put(value, plain);
    }
    under.add(value);
    return new Transaction.Put(key, value, lease);
  }

  private Outcome opened(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Committed(long revision, List<Entry> previous) ->
          previous.stream().allMatch(entry -> sealing.keys().of(entry.key()) == null)
              ? outcome
              : new Outcome.Committed(revision, opened(previous));
      case Outcome.Conflict(long revision, List<Outcome.Mismatch> mismatches) ->
          new Outcome.Conflict(
              revision,
              mismatches.stream()
                  .map(
                      mismatch -> {
                        Entry current = mismatch.current();
                        return new Outcome.Mismatch(
                            mismatch.compare(), current == null ? null : opened(current));
                      })
                  .toList());
    };
  }

  private List<Entry> opened(List<Entry> entries) {
    return entries.stream().map(this::opened).toList();
  }

  /// An entry of the other store with its value opened.
  ///
  /// @throws UnreadableException when no key opens it
  public Entry opened(Entry entry) {
    Protection protection = sealing.keys().of(entry.key());
    return protection == null ? entry : with(entry, protection.open(entry.key(), entry.value()));
  }

  private static Entry with(Entry entry, byte[] value) {
    return new Entry(
        entry.key(),
        value,
        entry.createRevision(),
        entry.modRevision(),
        entry.version(),
        entry.lease());
  }

  @Override
  public Watch watch(Keys range, long fromRevision, WatchListener listener) {
    return new Opening(range, listener).start(fromRevision);
  }

  /// Opens what a watch delivers. A value that does not open ends the watch.
  private final class Opening implements WatchListener {
    private final Keys range;
    private final WatchListener listener;
    private final AtomicReference<@Nullable StoreException> failure = new AtomicReference<>();
    private final AtomicReference<@Nullable Watch> watch = new AtomicReference<>();

    private Opening(Keys range, WatchListener listener) {
      this.range = range;
      this.listener = listener;
    }

    Watch start(long fromRevision) {
      Watch started = sealed.watch(range, fromRevision, this);
      watch.set(started);
      if (failure.get() != null) {
        started.close();
      }
      return started;
    }

    @Override
    public void onEvents(long revision, List<Event> events) {
      if (failure.get() != null) {
        return;
      }
      if (sealing.keys().unprotected(range)) {
        listener.onEvents(revision, events);
        return;
      }
      List<Event> opened = new ArrayList<>(events.size());
      try {
        for (Event event : events) {
          opened.add(opened(event));
        }
      } catch (UnreadableException e) {
        failure.set(e);
        Watch started = watch.get();
        if (started != null) {
          started.close();
        }
        return;
      }
      listener.onEvents(revision, opened);
    }

    private Event opened(Event event) {
      return switch (event) {
        case Event.Put(Entry entry, @Nullable Entry previous) ->
            new Event.Put(
                written(entry), previous == null ? null : EncryptedStore.this.opened(previous));
        case Event.Delete(long revision, Entry previous) ->
            new Event.Delete(revision, EncryptedStore.this.opened(previous));
      };
    }

    private Entry written(Entry entry) {
      byte[] plain = underWay.remove(entry.value());
      return plain == null ? EncryptedStore.this.opened(entry) : with(entry, plain);
    }

    @Override
    public void onEnd(@Nullable StoreException cause) {
      StoreException own = failure.get();
      listener.onEnd(own == null ? cause : own);
    }
  }

  /// Seals anew what is not sealed as it would be today, such as what was written before encryption
  /// was turned on or before the key changed. Other writers may go on meanwhile.
  ///
  /// @return how many values were written
  public int sealAnew() {
    int written = 0;
    for (String prefix : sealing.keys().prefixes()) {
      Keys rest = Keys.prefix(prefix);
      Range page;
      do {
        page = sealed.range(rest, CURRENT, PAGE);
        for (Entry entry : page.entries()) {
          written += sealAnew(entry) ? 1 : 0;
          rest = rest.after(entry.key());
        }
      } while (page.more() && !Thread.currentThread().isInterrupted());
    }
    return written;
  }

  private boolean sealAnew(Entry entry) {
    Protection protection = current(entry.key());
    if (protection == null || !protection.isStale(entry.value())) {
      return false;
    }
    byte[] plain = protection.open(entry.key(), entry.value());
    byte[] value = protection.seal(entry.key(), plain);
    // A conflict means that someone else has just written it, sealed as it should be.
    return sealed.commit(
            new Transaction(
                List.of(new Transaction.Compare(entry.key(), entry.modRevision())),
                List.of(new Transaction.Put(entry.key(), value, entry.lease()))))
        instanceof Outcome.Committed;
  }

  /// The configuration in force, which is closed with this.
  public EncryptionConfiguration configuration() {
    return sealing.configuration();
  }

  @Override
  public synchronized void close() {
    sealed.close();
    if (former != null) {
      former.configuration().close();
    }
    sealing.configuration().close();
  }
}
