package io.kubejar.store.engine;

import io.kubejar.store.Entry;
import io.kubejar.store.Event;
import io.kubejar.store.KeyOrder;
import io.kubejar.store.LeaseNotFoundException;
import io.kubejar.store.Outcome;
import io.kubejar.store.Transaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// What transactions come to, one after the other, on top of what is written: decides, changes
/// nothing.
final class Evaluation {

  private final Engine.View view;
  private final long base;
  private final LongPredicate leaseExists;
  private final List<Commit> commits = new ArrayList<>();
  private final Map<String, Optional<Entry>> known = new HashMap<>();

  Evaluation(Engine.View view, long revision, LongPredicate leaseExists) {
    this.view = view;
    this.base = revision;
    this.leaseExists = leaseExists;
  }

  /// The commits so far.
  List<Commit> commits() {
    return commits;
  }

  /// Decides a transaction; its changes are seen by those after it.
  Outcome apply(Transaction transaction) {
    List<Outcome.Mismatch> mismatches = null;
    for (var compare : transaction.compares()) {
      var current = current(compare.key());
      if (compare.modRevision() != (current == null ? 0 : current.modRevision())) {
        if (mismatches == null) {
          mismatches = new ArrayList<>();
        }
        mismatches.add(new Outcome.Mismatch(compare, current));
      }
    }
    if (mismatches != null) {
      return new Outcome.Conflict(base + commits.size(), mismatches);
    }
    for (var operation : transaction.operations()) {
      if (operation instanceof Transaction.Put put
          && put.lease() != 0
          && !leaseExists.test(put.lease())) {
        throw new LeaseNotFoundException(put.lease());
      }
    }
    return change(transaction.operations());
  }

  private Outcome change(List<Transaction.Operation> operations) {
    long revision = base + commits.size() + 1;
    var events = new ArrayList<Event>(operations.size());
    var replaced = new ArrayList<Entry>(operations.size());
    for (var operation : operations) {
      var previous = current(operation.key());
      if (previous != null) {
        replaced.add(previous);
      }
      switch (operation) {
        case Transaction.Put(var key, var value, long lease) -> {
          var entry =
              previous == null
                  ? new Entry(key, value, revision, revision, 1, lease)
                  : new Entry(
                      key,
                      value,
                      previous.createRevision(),
                      revision,
                      previous.version() + 1,
                      lease);
          events.add(new Event.Put(entry, previous));
        }
        case Transaction.Delete _ -> {
          if (previous != null) {
            events.add(new Event.Delete(revision, previous));
          }
        }
      }
    }
    if (events.isEmpty()) {
      return new Outcome.Committed(revision - 1, List.of());
    }
    if (events.size() > 1) {
      events.sort(Comparator.comparing(Event::key, KeyOrder.COMPARATOR));
    }
    for (var event : events) {
      known.put(
          event.key(),
          event instanceof Event.Put(var entry, _) ? Optional.of(entry) : Optional.empty());
    }
    commits.add(new Commit(revision, events));
    return new Outcome.Committed(revision, replaced);
  }

  private @Nullable Entry current(String key) {
    var entry = known.get(key);
    if (entry == null) {
      entry = Optional.ofNullable(view.get(key, base));
      known.put(key, entry);
    }
    return entry.orElse(null);
  }
}
