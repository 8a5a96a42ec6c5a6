package io.kubejar.store.embedded;

import io.kubejar.store.engine.Step;
import io.kubejar.store.engine.Steps;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// Removes the versions that compaction made unreachable, in pieces, and has RocksDB give back the
/// space.
///
/// It reads the log from where it stopped last up to the compacted revision: each record there
/// names the version it replaced, which nobody can see any more; a deletion goes as well. What
/// stays in the log is what is still current.
final class Sweeper {

  private static final int PIECE = 2000;

  /// Below this much garbage RocksDB's own housekeeping is enough.
  private static final long REWRITE_BYTES = 64 << 20;

  private final Steps steps;
  private final Object rewriteLock = new Object();
  private @Nullable CompactRangeOptions rewriting;
  private long garbage;
  private volatile boolean stopped;

  Sweeper(Steps steps) {
    this.steps = steps;
  }

  /// Lets a sweep under way end early.
  void stop() {
    synchronized (rewriteLock) {
      stopped = true;
      if (rewriting != null) {
        rewriting.setCanceled(true);
      }
    }
  }

  /// Sweeps a piece.
  ///
  /// @return whether more is left
  boolean sweepSome(Database database) throws RocksDBException {
    var rocks = database.rocks();
    long compacted = number(rocks.get(database.meta(), Layout.COMPACTED));
    long swept = number(rocks.get(database.meta(), Layout.SWEPT));
    if (stopped || swept >= compacted) {
      return false;
    }
    long through = compacted;
    long at = swept;
    int count = 0;
    var header = new byte[Layout.HEADER];
    try (var writes = new WriteBatch();
        var log = rocks.newIterator(database.log())) {
      for (log.seek(Layout.number(swept + 1)); log.isValid(); log.next()) {
        var place = log.key();
        long revision = Layout.number(place);
        if (revision > compacted) {
          break;
        }
        if (count >= PIECE && revision != at) {
          through = at; // a commit is swept as a whole
          break;
        }
        at = revision;
        count++;
        garbage += log.value(header);
        drop(database, writes, place, revision, header);
      }
      log.status();
      writes.put(database.meta(), Layout.SWEPT, Layout.number(through));
      database.write(writes);
    }
    steps.passed(Step.PIECE_SWEPT);
    if (through == compacted) {
      steps.passed(Step.SWEPT);
      rewrite(database);
    }
    return through < compacted;
  }

  private static void drop(
      Database database, WriteBatch writes, byte[] place, long revision, byte[] header)
      throws RocksDBException {
    var key = Arrays.copyOfRange(place, Long.BYTES, place.length);
    long replaced = Layout.replaced(header);
    if (replaced != 0) {
      writes.delete(database.log(), Layout.log(replaced, key));
      writes.delete(database.index(), Layout.index(key, replaced));
    }
    if (Layout.deletes(header)) {
      writes.delete(database.log(), place);
      writes.delete(database.index(), Layout.index(key, revision));
    }
  }

  private void rewrite(Database database) throws RocksDBException {
    long size = database.rocks().getLongProperty(database.log(), "rocksdb.total-sst-files-size");
    if (garbage < REWRITE_BYTES || garbage < size / 2) {
      return;
    }
    garbage = 0;
    try (var options = new CompactRangeOptions().setExclusiveManualCompaction(false)) {
      synchronized (rewriteLock) {
        if (stopped) {
          return;
        }
        rewriting = options;
      }
      try {
        steps.passed(Step.REWRITE_STARTED);
        database.rocks().compactRange(database.index(), null, null, options);
        steps.passed(Step.INDEX_REWRITTEN);
        database.rocks().compactRange(database.log(), null, null, options);
        steps.passed(Step.REWRITTEN);
      } finally {
        synchronized (rewriteLock) {
          rewriting = null;
        }
      }
    } catch (RocksDBException e) {
      if (!stopped) {
        throw e;
      }
    }
  }

  private static long number(byte @Nullable [] bytes) {
    return bytes == null ? 0 : Layout.number(bytes);
  }
}
