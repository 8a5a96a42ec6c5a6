package io.kubejar.store.embedded;

import io.kubejar.store.ClosedException;
import io.kubejar.store.Event;
import io.kubejar.store.Lease;
import io.kubejar.store.OpenException;
import io.kubejar.store.OpenException.Reason;
import io.kubejar.store.UnavailableException;
import io.kubejar.store.engine.Engine;
import io.kubejar.store.engine.Step;
import io.kubejar.store.engine.Steps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;

/// Versions and commits in RocksDB, every write synced.
///
/// Readers, writers and sweeps hold the read lock while they use the database; repair and closing,
/// which replace it, hold the write lock.
final class RocksEngine implements Engine {

  private static final System.Logger LOG = System.getLogger("io.kubejar.store");

  private final Directory directory;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Steps steps;
  private final Sweeper sweeper;
  private @Nullable Database database;
  private final @Nullable UnavailableException refusal;
  private volatile boolean closed;

  private RocksEngine(
      Directory directory, Steps steps, Database database, @Nullable UnavailableException refusal) {
    this.directory = directory;
    this.steps = steps;
    this.sweeper = new Sweeper(steps);
    this.database = database;
    this.refusal = refusal;
  }

  static RocksEngine open(Path path, Steps steps) {
    var directory = Directory.open(path, steps);
    try {
      NativeLibrary.load(directory);
      refuseDamage(directory.database());
      return open(directory, steps);
    } catch (RuntimeException | Error e) {
      directory.close();
      throw e;
    }
  }

  /// Opens a database, for reading alone where the disk takes nothing.
  private static RocksEngine open(Directory directory, Steps steps) {
    try {
      var database = openDatabase(directory, steps);
      steps.passed(Step.DATABASE_OPENED);
      return new RocksEngine(directory, steps, database, null);
    } catch (OpenException e) {
      if (e.reason() != Reason.INACCESSIBLE || !directory.holdsDatabase()) {
        throw e;
      }
      try {
        directory.syncLogs();
        var refusal = new UnavailableException(String.valueOf(e.getMessage()), e);
        return new RocksEngine(
            directory, steps, Database.openForReading(directory.database()), refusal);
      } catch (IOException | RocksDBException worse) {
        e.addSuppressed(worse);
        throw e;
      }
    }
  }

  @Override
  public @Nullable UnavailableException refusal() {
    return refusal;
  }

  /// Opens a database with what precedes the damage in its log, and writes that down anew.
  ///
  /// @return where the logs are kept as they were; empty when none was damaged
  static Optional<Path> cut(Path path) {
    try (var directory = Directory.open(path, Steps.NONE)) {
      NativeLibrary.load(directory);
      if (LogDamage.find(directory.database()).isEmpty()) {
        return Optional.empty();
      }
      Path kept = directory.keepLogs();
      openDatabase(directory, Steps.NONE).close();
      return Optional.of(kept);
    } catch (IOException e) {
      throw new OpenException(
          Reason.INACCESSIBLE, "the store in " + path + " cannot be mended: " + e, e);
    }
  }

  private static void refuseDamage(Path path) {
    Optional<LogDamage> found;
    try {
      found = LogDamage.find(path);
    } catch (IOException e) {
      throw new OpenException(
          Reason.INACCESSIBLE, "the store in " + path + " cannot be read: " + e, e);
    }
    if (found.isPresent()) {
      var damage = found.get();
      throw new OpenException(
          Reason.DAMAGED,
          "%s is damaged at byte %d, and what was acknowledged later follows: restore a backup, or cut it there with `kubejar store check --cut`"
              .formatted(damage.file(), damage.offset()),
          null);
    }
  }

  private static Database openDatabase(Directory directory, Steps steps) {
    var path = directory.database();
    RocksDBException torn;
    try {
      return Database.open(path, WALRecoveryMode.TolerateCorruptedTailRecords, steps);
    } catch (RocksDBException e) {
      if (code(e) != Status.Code.Corruption) {
        throw openFailure(path, e);
      }
      torn = e;
    }
    try {
      var database = Database.open(path, WALRecoveryMode.PointInTimeRecovery, steps);
      LOG.log(
          System.Logger.Level.WARNING,
          "a log of {0} has a record that fails its checksum ({1}), as a power failure leaves"
              + " behind at its end; what precedes it is kept",
          path,
          say(torn));
      return database;
    } catch (RocksDBException e) {
      throw openFailure(path, e);
    }
  }

  private static OpenException openFailure(Path path, RocksDBException e) {
    var reason =
        switch (code(e)) {
          case Corruption -> Reason.DAMAGED;
          case InvalidArgument, NotSupported -> Reason.FORMAT;
          default -> Reason.INACCESSIBLE;
        };
    return new OpenException(reason, "the store in " + path + " cannot be opened: " + say(e), e);
  }

  static UnavailableException readFailure(RocksDBException e) {
    return new UnavailableException("reading the store failed: " + say(e), e);
  }

  private static UnavailableException writeFailure(RocksDBException e) {
    return new UnavailableException("writing the store failed: " + say(e), e);
  }

  private static Status.Code code(RocksDBException e) {
    var status = e.getStatus();
    return status == null ? Status.Code.Undefined : status.getCode();
  }

  private static String say(RocksDBException e) {
    var message = e.getMessage();
    return message == null ? code(e).toString() : message;
  }

  /// The open database; the caller holds the lock.
  private Database database() {
    if (closed) {
      throw new ClosedException();
    }
    if (database == null) {
      throw new UnavailableException("the store could not be opened again after a failure", null);
    }
    return database;
  }

  @Override
  public State state() {
    lock.readLock().lock();
    try {
      var database = database();
      var compactedBytes = database.rocks().get(database.meta(), Layout.COMPACTED);
      long compacted = compactedBytes == null ? 0 : Layout.number(compactedBytes);
      return new State(newest(database, compacted), compacted, leases(database));
    } catch (RocksDBException e) {
      throw readFailure(e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /// The newest revision: that of the last record, unless it was swept, which only happens up to
  /// the compacted one.
  private static long newest(Database database, long compacted) throws RocksDBException {
    long newest = Math.max(State.EMPTY.revision(), compacted);
    try (var log = database.rocks().newIterator(database.log())) {
      log.seekToLast();
      if (log.isValid()) {
        newest = Math.max(newest, Layout.number(log.key()));
      }
      log.status();
    }
    return newest;
  }

  private static Map<Lease, List<String>> leases(Database database) throws RocksDBException {
    var leases = new LinkedHashMap<Lease, List<String>>();
    List<String> keys = new ArrayList<>();
    try (var iterator = database.rocks().newIterator(database.leases())) {
      for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
        var place = iterator.key();
        if (place.length == Long.BYTES) {
          keys = new ArrayList<>();
          leases.put(Layout.lease(Layout.number(place), iterator.value()), keys);
        } else {
          keys.add(Layout.key(place, Long.BYTES, place.length));
        }
      }
      iterator.status();
    }
    return leases;
  }

  @Override
  public View view() {
    lock.readLock().lock();
    try {
      return new RocksView(database(), lock.readLock());
    } catch (RuntimeException e) {
      lock.readLock().unlock();
      throw e;
    }
  }

  @Override
  public void write(Batch batch) {
    lock.readLock().lock();
    try (var writes = new WriteBatch()) {
      var database = database();
      for (var commit : batch.commits()) {
        for (var event : commit.events()) {
          put(database, writes, event);
        }
      }
      for (var lease : batch.granted()) {
        writes.put(database.leases(), Layout.number(lease.id()), Layout.lease(lease));
      }
      for (long lease : batch.ended()) {
        writes.delete(database.leases(), Layout.number(lease));
      }
      database.write(writes);
    } catch (RocksDBException e) {
      throw writeFailure(e);
    } finally {
      lock.readLock().unlock();
    }
  }

  private static void put(Database database, WriteBatch writes, Event event)
      throws RocksDBException {
    var key = Layout.key(event.key());
    long revision = event.revision();
    var put = event instanceof Event.Put(var entry, _) ? entry : null;
    writes.put(
        database.index(), Layout.index(key, revision), put == null ? Layout.DELETED : Layout.LIVE);
    writes.put(database.log(), Layout.log(revision, key), Layout.record(event));
    var previous = event.previous();
    long lease = put == null ? 0 : put.lease();
    if (previous != null && previous.lease() != 0 && previous.lease() != lease) {
      writes.delete(database.leases(), Layout.log(previous.lease(), key));
    }
    if (lease != 0) {
      writes.put(database.leases(), Layout.log(lease, key), Layout.NOTHING);
    }
  }

  @Override
  public void markCompacted(long revision) {
    lock.readLock().lock();
    try (var writes = new WriteBatch()) {
      var database = database();
      writes.put(database.meta(), Layout.COMPACTED, Layout.number(revision));
      database.write(writes);
    } catch (RocksDBException e) {
      throw writeFailure(e);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void sweep() {
    boolean more = true;
    while (more) {
      lock.readLock().lock();
      try {
        more = sweeper.sweepSome(database());
      } catch (RocksDBException e) {
        throw writeFailure(e);
      } finally {
        lock.readLock().unlock();
      }
    }
  }

  @Override
  public void repair() {
    try {
      directory.probe();
    } catch (IOException e) {
      throw new UnavailableException("writing the store failed: " + e.getMessage(), e);
    }
    lock.writeLock().lock();
    try {
      if (database != null) {
        database.close();
        database = null;
      }
      try {
        database = openDatabase(directory, steps);
      } catch (OpenException e) {
        database = Database.openForReading(directory.database());
        throw new UnavailableException(String.valueOf(e.getMessage()), e);
      }
    } catch (RocksDBException e) {
      throw readFailure(e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public long size() {
    lock.readLock().lock();
    try {
      var database = database();
      long size = 0;
      for (var family : List.of(database.index(), database.log(), database.leases())) {
        size += database.rocks().getLongProperty(family, "rocksdb.total-sst-files-size");
        size += database.rocks().getLongProperty(family, "rocksdb.cur-size-all-mem-tables");
      }
      return size;
    } catch (RocksDBException e) {
      throw readFailure(e);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void close() {
    sweeper.stop();
    lock.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      if (database != null) {
        database.close();
      }
      directory.close();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
