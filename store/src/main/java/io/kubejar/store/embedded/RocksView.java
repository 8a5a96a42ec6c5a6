package io.kubejar.store.embedded;

import io.kubejar.store.Entry;
import io.kubejar.store.Event;
import io.kubejar.store.Keys;
import io.kubejar.store.Range;
import io.kubejar.store.UnavailableException;
import io.kubejar.store.engine.Commit;
import io.kubejar.store.engine.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

/// A snapshot of the database. Holds the lock that keeps the database open.
final class RocksView implements Engine.View {

  /// How many old versions of a key are stepped over before it pays to seek.
  private static final int STEPS = 8;

  private final Database database;
  private final Lock lock;
  private final Snapshot snapshot;
  private final ReadOptions options;
  private @Nullable RocksIterator index;

  /// @param lock held, released on close
  RocksView(Database database, Lock lock) {
    this.database = database;
    this.lock = lock;
    this.snapshot = database.rocks().getSnapshot();
    this.options = new ReadOptions().setSnapshot(snapshot);
  }

  @Override
  public @Nullable Entry get(String key, long revision) {
    var bytes = Layout.key(key);
    var index = index();
    index.seek(Layout.index(bytes, revision));
    if (!index.isValid()) {
      check(index);
      return null;
    }
    var found = index.key();
    return found.length == bytes.length + 1 + Long.BYTES
            && Database.startsWith(found, bytes, bytes.length)
            && found[bytes.length] == 0
            && live(index)
        ? load(key, bytes, Layout.indexRevision(found))
        : null;
  }

  @Override
  public Range range(Keys keys, long revision, int limit) {
    var entries = new ArrayList<Entry>();
    long remaining = walk(keys, revision, Long.MAX_VALUE, taking(entries, limit));
    return new Range(entries, revision, remaining);
  }

  @Override
  public List<Entry> page(Keys keys, long revision, int limit) {
    var entries = new ArrayList<Entry>();
    long unused = walk(keys, revision, 1, taking(entries, limit));
    return entries;
  }

  private Visitor taking(List<Entry> entries, int limit) {
    return (key, modRevision) -> {
      if (limit != 0 && entries.size() == limit) {
        return false;
      }
      entries.add(load(Layout.key(key, 0, key.length), key, modRevision));
      return true;
    };
  }

  @Override
  public long count(Keys keys, long revision) {
    return walk(keys, revision, Long.MAX_VALUE, (_, _) -> false);
  }

  /// Shows live entries in key order to a visitor.
  ///
  /// @param most how many that it did not take are counted
  /// @return how many it did not take; after the first of them it is not asked again
  private long walk(Keys keys, long revision, long most, Visitor visitor) {
    var end = Layout.bound(keys.end());
    var index = index();
    long refused = 0;
    byte[] last = Layout.NOTHING;
    boolean decided = false;
    int steps = 0;
    index.seek(Layout.bound(keys.start()));
    while (index.isValid() && refused < most) {
      var place = index.key();
      if (end.length > 0 && Arrays.compareUnsigned(place, end) >= 0) {
        return refused;
      }
      int length = Layout.keyLength(place);
      boolean same = last.length == length && Database.startsWith(place, last, length);
      if (!same) {
        last = Arrays.copyOf(place, length);
        decided = false;
        steps = 0;
      }
      if (!decided) {
        long modRevision = Layout.indexRevision(place);
        if (modRevision <= revision) {
          decided = true;
          if (live(index) && (refused > 0 || !visitor.visit(last, modRevision))) {
            refused++;
          }
        }
      }
      if (++steps < STEPS) {
        index.next();
      } else {
        steps = 0;
        // Either to the version asked for or past all versions of the key.
        index.seek(decided ? after(last) : Layout.index(last, revision));
      }
    }
    check(index);
    return refused;
  }

  private static byte[] after(byte[] key) {
    var after = Arrays.copyOf(key, key.length + 1);
    after[key.length] = 1;
    return after;
  }

  @Override
  public Engine.History history(Keys keys, long from, long to, long bytes) {
    var commits = new ArrayList<Commit>();
    var events = new ArrayList<Event>();
    long at = from;
    long taken = 0;
    try (var log = database.rocks().newIterator(database.log(), options)) {
      for (log.seek(Layout.number(from)); log.isValid(); log.next()) {
        var place = log.key();
        long revision = Layout.number(place);
        if (revision > to) {
          break;
        }
        if (revision != at) {
          add(commits, at, events);
          if (taken > bytes) {
            return new Engine.History(commits, revision - 1);
          }
          at = revision;
        }
        var key = Layout.key(place, Long.BYTES, place.length);
        if (keys.contains(key)) {
          var record = log.value();
          taken += record.length;
          events.add(event(key, revision, record));
        }
      }
      check(log);
    }
    add(commits, at, events);
    return new Engine.History(commits, to);
  }

  private static void add(List<Commit> commits, long revision, List<Event> events) {
    if (!events.isEmpty()) {
      commits.add(new Commit(revision, events));
      events.clear();
    }
  }

  private Event event(String key, long revision, byte[] record) {
    long replaced = Layout.replaced(record);
    var previous = replaced == 0 ? null : load(key, Layout.key(key), replaced);
    var entry = Layout.entry(key, revision, record);
    if (entry != null) {
      return new Event.Put(entry, previous);
    }
    if (previous == null) {
      throw damaged(key, revision);
    }
    return new Event.Delete(revision, previous);
  }

  private Entry load(String key, byte[] bytes, long revision) {
    try {
      var record = database.rocks().get(database.log(), options, Layout.log(revision, bytes));
      var entry = record == null ? null : Layout.entry(key, revision, record);
      if (entry == null) {
        throw damaged(key, revision);
      }
      return entry;
    } catch (RocksDBException e) {
      throw RocksEngine.readFailure(e);
    }
  }

  private static UnavailableException damaged(String key, long revision) {
    return new UnavailableException(
        "the store is damaged: no record of " + key + " at revision " + revision, null);
  }

  private boolean live(RocksIterator index) {
    return index.value()[0] == Layout.LIVE[0];
  }

  private RocksIterator index() {
    if (index == null) {
      index = database.rocks().newIterator(database.index(), options);
    }
    return index;
  }

  private static void check(RocksIterator iterator) {
    try {
      iterator.status();
    } catch (RocksDBException e) {
      throw RocksEngine.readFailure(e);
    }
  }

  @Override
  public void close() {
    if (index != null) {
      index.close();
    }
    options.close();
    database.rocks().releaseSnapshot(snapshot);
    snapshot.close();
    lock.unlock();
  }

  private interface Visitor {
    /// @return whether the entry was taken
    boolean visit(byte[] key, long modRevision);
  }
}
