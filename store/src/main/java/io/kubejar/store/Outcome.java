package io.kubejar.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a transaction.
public sealed interface Outcome {

  /// The revision of the commit, or the one at which it was refused.
  long revision();

  /// The transaction took place.
  ///
  /// @param revision its revision; when it changed nothing, the newest one
  /// @param previous the entries it replaced or deleted, in the order of the operations
  record Committed(long revision, List<Entry> previous) implements Outcome {

    public Committed {
      previous = List.copyOf(previous);
    }

    /// The entry a key had before, or null.
    public @Nullable Entry previous(String key) {
      for (var entry : previous) {
        if (entry.key().equals(key)) {
          return entry;
        }
      }
      return null;
    }
  }

  /// Nothing took place, since comparisons did not hold.
  record Conflict(long revision, List<Mismatch> mismatches) implements Outcome {

    public Conflict {
      mismatches = List.copyOf(mismatches);
    }

    /// The entry the first mismatch found, or null.
    public @Nullable Entry current() {
      return mismatches.getFirst().current();
    }
  }

  /// A comparison that did not hold, with what was there.
  record Mismatch(Transaction.Compare compare, @Nullable Entry current) {}
}
