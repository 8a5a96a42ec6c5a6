package io.kubejar.store.engine;

import io.kubejar.store.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The newest commits in memory, shared by all watches, each with a place of its own in them.
///
/// Bounded by number and by bytes: who falls out of it reads the past from the engine instead. What
/// every watch has had is kept in a smaller bound, since what is kept for long has to be moved by
/// the collector.
final class RecentCommits {

  private static final int SLOTS = 4096;
  private static final long BYTES = 8 << 20;

  /// What is kept of commits that every watch has had, for those that start a little in the past.
  private static final long BYTES_HAD = 512 << 10;

  private final @Nullable Commit[] slots = new Commit[SLOTS];
  private long first;
  private long next;
  private long bytes;

  /// @param revision the newest revision before the first commit to come
  RecentCommits(long revision) {
    first = revision + 1;
    next = first;
  }

  /// Adds commits, which must follow the newest one.
  synchronized void add(List<Commit> commits) {
    for (var commit : commits) {
      slots[slot(next)] = commit;
      bytes += weight(commit);
      next++;
      while (next - first > SLOTS - 1 || (bytes > BYTES && next - first > 1)) {
        forgetFirst();
      }
    }
  }

  /// Forgets commits before a revision that are not among the very newest.
  synchronized void forgetBefore(long revision) {
    while (bytes > BYTES_HAD && next - first > 1 && first < revision) {
      forgetFirst();
    }
  }

  private void forgetFirst() {
    bytes -= weight(at(first));
    slots[slot(first)] = null;
    first++;
  }

  /// Forgets everything; the next commit is the one after `revision`.
  synchronized void restart(long revision) {
    Arrays.fill(slots, null);
    bytes = 0;
    first = revision + 1;
    next = first;
  }

  /// The commits from a revision to another, or null when some are no longer here.
  synchronized @Nullable List<Commit> read(long from, long to) {
    if (from < first) {
      return null;
    }
    long end = Math.min(to + 1, next);
    var commits = new ArrayList<Commit>((int) Math.max(0, end - from));
    for (long revision = from; revision < end; revision++) {
      commits.add(at(revision));
    }
    return commits;
  }

  private Commit at(long revision) {
    var commit = slots[slot(revision)];
    if (commit == null) {
      throw new IllegalStateException("no commit of revision " + revision);
    }
    return commit;
  }

  private static int slot(long revision) {
    return (int) (revision & (SLOTS - 1));
  }

  private static long weight(Commit commit) {
    long weight = 64;
    for (var event : commit.events()) {
      weight +=
          switch (event) {
            case Event.Put(var entry, var previous) ->
                entry.value().length + (previous == null ? 0 : previous.value().length);
            case Event.Delete(_, var previous) -> previous.value().length;
          };
    }
    return weight;
  }
}
