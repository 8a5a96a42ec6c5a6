package io.kubejar.store;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A durable, ordered map from keys to bytes in which every change has a revision.
///
/// Keys are UTF-8 text such as `/registry/pods/default/web`, ordered by their bytes. Byte arrays
/// handed in or out are shared, never copied: nobody may change them afterwards. All methods may be
/// called by any thread and may block; they throw [StoreException] in its many kinds. Revisions
/// start at 1, which is the empty store.
public interface Store extends AutoCloseable {

  /// Stands for "the newest revision" where a revision is asked for.
  long CURRENT = 0;

  /// How many entries are read at once for a taker of all.
  int SCANNED = 256;

  /// The revision of the newest acknowledged commit.
  long revision();

  /// The newest revision whose predecessors are forgotten; 0 when nothing was compacted.
  long compactedRevision();

  /// The entry of a key, or null when there is none.
  default @Nullable Entry get(String key) {
    return get(key, CURRENT);
  }

  /// The entry a key had at a revision, or null when there was none.
  ///
  /// @throws CompactedException when the revision is older than the compacted one
  /// @throws FutureRevisionException when the revision is not reached yet
  @Nullable Entry get(String key, long revision);

  /// The entries of consecutive keys at a revision, at most `limit` of them (0: all).
  ///
  /// @throws CompactedException when the revision is older than the compacted one
  /// @throws FutureRevisionException when the revision is not reached yet
  Range range(Keys keys, long revision, int limit);

  /// Hands the entries of consecutive keys, as they are together at the newest revision, one by one
  /// to a taker, so that not all of them are in memory at once.
  ///
  /// @return the revision
  /// @throws CompactedException when that was compacted meanwhile
  default long scan(Keys keys, Consumer<Entry> taker) {
    Range page = range(keys, CURRENT, SCANNED);
    page.entries().forEach(taker);
    while (page.more()) {
      page = range(keys.after(page.entries().getLast().key()), page.revision(), SCANNED);
      page.entries().forEach(taker);
    }
    return page.revision();
  }

  /// How many entries consecutive keys have at a revision.
  long count(Keys keys, long revision);

  /// Applies a transaction, or nothing of it. Returns when the change is durable.
  ///
  /// @throws TooLargeException when a key or a value exceeds the limits
  /// @throws LeaseNotFoundException when a put names a lease that is gone
  /// @throws UnavailableException when the store cannot write now; the transaction was not
  ///   acknowledged, and only after a restart or a repair it is certain whether it took place
  Outcome commit(Transaction transaction);

  /// Starts to deliver the changes of consecutive keys, from the first commit at or after
  /// `fromRevision` ([#CURRENT]: those after this call).
  ///
  /// @throws CompactedException when changes from that revision on are no longer all there
  Watch watch(Keys keys, long fromRevision, WatchListener listener);

  /// Forgets what was replaced or deleted at or before a revision; that revision itself stays
  /// readable.
  ///
  /// @throws CompactedException when the revision is compacted already
  /// @throws FutureRevisionException when the revision is not reached yet
  void compact(long revision);

  /// Makes a lease: unless kept alive, it ends after the time to live, and the keys put under it
  /// are deleted.
  Lease grant(Duration timeToLive);

  /// A lease as it is now.
  ///
  /// @throws LeaseNotFoundException when it ended
  Lease lease(long leaseId);

  /// Gives a lease its whole time to live again.
  ///
  /// @throws LeaseNotFoundException when it ended
  Lease keepAlive(long leaseId);

  /// Ends a lease now and deletes its keys in one commit.
  ///
  /// @throws LeaseNotFoundException when it ended
  void revoke(long leaseId);

  /// Why commits are refused at present; empty when the store is well.
  Optional<UnavailableException> failure();

  /// Whoever uses the store is about to end: what would have to be waited for at length is refused
  /// from now on. A store that answers goes on as before.
  default void hurry() {}

  /// The bytes the store takes on its medium, roughly.
  long size();

  /// Ends all watches, refuses further calls with [ClosedException] and releases everything. May be
  /// called again.
  @Override
  void close();
}
