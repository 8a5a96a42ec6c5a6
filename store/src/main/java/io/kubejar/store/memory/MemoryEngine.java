package io.kubejar.store.memory;

import io.kubejar.store.ClosedException;
import io.kubejar.store.Entry;
import io.kubejar.store.Event;
import io.kubejar.store.KeyOrder;
import io.kubejar.store.Keys;
import io.kubejar.store.Range;
import io.kubejar.store.engine.Commit;
import io.kubejar.store.engine.Engine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/// Versions in a sorted map of chains, newest first, and the commits beside them.
///
/// Writes go on beside reads, since what they add is invisible at older revisions. Sweeping waits
/// for the readers.
final class MemoryEngine implements Engine {

  private final ConcurrentSkipListMap<String, Version> versions =
      new ConcurrentSkipListMap<>(KeyOrder.COMPARATOR);
  private final ConcurrentSkipListMap<Long, Commit> commits = new ConcurrentSkipListMap<>();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final AtomicLong size = new AtomicLong();
  private volatile long compacted;
  private volatile boolean closed;

  @Override
  public State state() {
    return State.EMPTY;
  }

  @Override
  public View view() {
    lock.readLock().lock();
    if (closed) {
      lock.readLock().unlock();
      throw new ClosedException();
    }
    return new MemoryView();
  }

  @Override
  public void write(Batch batch) {
    for (var commit : batch.commits()) {
      commits.put(commit.revision(), commit);
      for (var event : commit.events()) {
        var entry = event instanceof Event.Put(var written, _) ? written : null;
        size.addAndGet(entry == null ? 0 : entry.value().length);
        versions.compute(event.key(), (_, older) -> new Version(commit.revision(), entry, older));
      }
    }
  }

  @Override
  public void markCompacted(long revision) {
    compacted = revision;
  }

  @Override
  public void sweep() {
    long revision = compacted;
    lock.writeLock().lock();
    try {
      var past = commits.headMap(revision, true);
      var touched = new HashSet<String>();
      for (var commit : past.values()) {
        for (var event : commit.events()) {
          var previous = event.previous();
          size.addAndGet(previous == null ? 0 : -previous.value().length);
          touched.add(event.key());
        }
      }
      for (var key : touched) {
        versions.computeIfPresent(key, (_, newest) -> newest.without(revision));
      }
      past.clear();
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void repair() {}

  @Override
  public long size() {
    return size.get();
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      closed = true;
      versions.clear();
      commits.clear();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// What a key became at a revision, and what it was before.
  ///
  /// @param entry null where it was deleted
  private record Version(long revision, @Nullable Entry entry, @Nullable Version older) {

    @Nullable Entry at(long revision) {
      for (Version version = this; version != null; version = version.older) {
        if (version.revision <= revision) {
          return version.entry;
        }
      }
      return null;
    }

    /// This chain without what cannot be seen at a revision or later; null when nothing is left.
    @Nullable Version without(long compacted) {
      var kept = new ArrayList<Version>();
      Version version = this;
      while (version != null && version.revision > compacted) {
        kept.add(version);
        version = version.older;
      }
      Version chain =
          version == null || version.entry == null
              ? null
              : new Version(version.revision, version.entry, null);
      for (var later : kept.reversed()) {
        chain = new Version(later.revision, later.entry, chain);
      }
      return chain;
    }
  }

  private final class MemoryView implements View {

    @Override
    public @Nullable Entry get(String key, long revision) {
      var version = versions.get(key);
      return version == null ? null : version.at(revision);
    }

    @Override
    public Range range(Keys keys, long revision, int limit) {
      var entries = new ArrayList<Entry>();
      long remaining = 0;
      for (var version : select(keys).values()) {
        var entry = version.at(revision);
        if (entry == null) {
          continue;
        }
        if (limit == 0 || entries.size() < limit) {
          entries.add(entry);
        } else {
          remaining++;
        }
      }
      return new Range(entries, revision, remaining);
    }

    @Override
    public List<Entry> page(Keys keys, long revision, int limit) {
      var entries = new ArrayList<Entry>();
      for (var version : select(keys).values()) {
        if (limit != 0 && entries.size() == limit) {
          return entries;
        }
        var entry = version.at(revision);
        if (entry != null) {
          entries.add(entry);
        }
      }
      return entries;
    }

    @Override
    public long count(Keys keys, long revision) {
      long count = 0;
      for (var version : select(keys).values()) {
        if (version.at(revision) != null) {
          count++;
        }
      }
      return count;
    }

    @Override
    public History history(Keys keys, long from, long to, long bytes) {
      var found = new ArrayList<Commit>();
      long taken = 0;
      for (var commit : commits.subMap(from, true, to, true).values()) {
        if (taken > bytes) {
          return new History(found, commit.revision() - 1);
        }
        found.add(commit);
        for (var event : commit.events()) {
          taken += event instanceof Event.Put(var entry, _) ? 64 + entry.value().length : 64;
        }
      }
      return new History(found, to);
    }

    @Override
    public void close() {
      lock.readLock().unlock();
    }

    private NavigableMap<String, Version> select(Keys keys) {
      if (keys.end().isEmpty()) {
        return versions.tailMap(keys.start(), true);
      }
      return KeyOrder.compare(keys.start(), keys.end()) < 0
          ? versions.subMap(keys.start(), true, keys.end(), false)
          : versions.headMap("", false);
    }
  }
}
