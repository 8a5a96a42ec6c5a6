package io.kubejar.store.embedded;

import io.kubejar.store.engine.Steps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// An open RocksDB with its column families, tuned to be small and careful.
final class Database implements AutoCloseable {

  private static final byte[] INDEX = Layout.key("index");
  private static final byte[] LOG = Layout.key("log");
  private static final byte[] LEASES = Layout.key("leases");

  private final RocksDB rocks;
  private final List<ColumnFamilyHandle> handles;
  private final List<AbstractNativeReference> owned;
  private final WriteOptions synced;
  private final ReentrantLock writing = new ReentrantLock();

  private Database(
      RocksDB rocks, List<ColumnFamilyHandle> handles, List<AbstractNativeReference> owned) {
    this.rocks = rocks;
    this.handles = handles;
    this.owned = owned;
    this.synced = own(owned, new WriteOptions().setSync(true));
  }

  static Database open(Path path, WALRecoveryMode recovery, Steps steps) throws RocksDBException {
    return open(path, recovery, steps, false);
  }

  /// Opens what is there for reading only, which writes nothing.
  static Database openForReading(Path path) throws RocksDBException {
    return open(path, WALRecoveryMode.PointInTimeRecovery, Steps.NONE, true);
  }

  private static Database open(Path path, WALRecoveryMode recovery, Steps steps, boolean readOnly)
      throws RocksDBException {
    var owned = new ArrayList<AbstractNativeReference>();
    var handles = new ArrayList<ColumnFamilyHandle>();
    try {
      var cache = own(owned, new LRUCache(8 << 20));
      var options = own(owned, options(recovery));
      if (!steps.equals(Steps.NONE)) {
        options.setListeners(List.of(own(owned, new StepListener(steps))));
      }
      var families =
          List.of(
              new ColumnFamilyDescriptor(
                  RocksDB.DEFAULT_COLUMN_FAMILY, own(owned, family(owned, cache, 1 << 20))),
              new ColumnFamilyDescriptor(INDEX, own(owned, family(owned, cache, 2 << 20))),
              new ColumnFamilyDescriptor(LOG, own(owned, family(owned, cache, 8 << 20))),
              new ColumnFamilyDescriptor(LEASES, own(owned, family(owned, cache, 1 << 20))));
      var rocks =
          readOnly
              ? RocksDB.openReadOnly(options, path.toString(), families, handles)
              : RocksDB.open(options, path.toString(), families, handles);
      return new Database(rocks, handles, owned);
    } catch (RocksDBException e) {
      release(owned);
      throw e;
    }
  }

  private static DBOptions options(WALRecoveryMode recovery) {
    return new DBOptions()
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        .setParanoidChecks(true)
        .setWalRecoveryMode(recovery)
        // What a killed process wrote but did not sync would be shown, and lost with the power.
        .setAvoidFlushDuringRecovery(false)
        .setMaxTotalWalSize(32 << 20)
        .setMaxOpenFiles(256)
        .setMaxBackgroundJobs(2)
        .setMaxBgErrorResumeCount(0)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setKeepLogFileNum(2)
        .setMaxLogFileSize(1 << 20)
        .setStatsDumpPeriodSec(0)
        .setStatsPersistPeriodSec(0);
  }

  private static ColumnFamilyOptions family(
      List<AbstractNativeReference> owned, Cache cache, long writeBuffer) {
    return new ColumnFamilyOptions()
        .setWriteBufferSize(writeBuffer)
        .setArenaBlockSize(Math.min(writeBuffer, 256 << 10))
        .setMaxWriteBufferNumber(3)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setLevelCompactionDynamicLevelBytes(true)
        .setTableFormatConfig(
            new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setCacheIndexAndFilterBlocks(true)
                .setFilterPolicy(own(owned, new BloomFilter(10))));
  }

  private static <T extends AbstractNativeReference> T own(
      List<AbstractNativeReference> owned, T object) {
    owned.add(object);
    return object;
  }

  private static void release(List<AbstractNativeReference> owned) {
    for (var object : owned.reversed()) {
      object.close();
    }
  }

  /// Writes a batch and syncs it. One after the other, so that at most the last record of a log is
  /// not synced, which is how damage is told from a torn end ([LogDamage]).
  void write(WriteBatch batch) throws RocksDBException {
    writing.lock();
    try {
      rocks.write(synced, batch);
    } finally {
      writing.unlock();
    }
  }

  RocksDB rocks() {
    return rocks;
  }

  ColumnFamilyHandle meta() {
    return handles.get(0);
  }

  ColumnFamilyHandle index() {
    return handles.get(1);
  }

  ColumnFamilyHandle log() {
    return handles.get(2);
  }

  ColumnFamilyHandle leases() {
    return handles.get(3);
  }

  /// Whether the bytes an iterator stands on begin with a prefix.
  static boolean startsWith(byte[] bytes, byte[] prefix, int length) {
    return bytes.length >= length && Arrays.equals(bytes, 0, length, prefix, 0, length);
  }

  @Override
  public void close() {
    rocks.cancelAllBackgroundWork(true);
    for (var handle : handles) {
      handle.close();
    }
    rocks.close();
    release(owned);
  }
}
