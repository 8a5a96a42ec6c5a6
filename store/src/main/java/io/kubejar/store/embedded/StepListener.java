package io.kubejar.store.embedded;

import io.kubejar.store.engine.Step;
import io.kubejar.store.engine.Steps;
import org.rocksdb.AbstractEventListener;
import org.rocksdb.CompactionJobInfo;
import org.rocksdb.FlushJobInfo;
import org.rocksdb.MemTableInfo;
import org.rocksdb.RocksDB;

/// Tells of the steps that RocksDB takes by itself.
final class StepListener extends AbstractEventListener {

  private final Steps steps;

  StepListener(Steps steps) {
    super(
        EnabledEventCallback.ON_MEMTABLE_SEALED,
        EnabledEventCallback.ON_FLUSH_BEGIN,
        EnabledEventCallback.ON_FLUSH_COMPLETED,
        EnabledEventCallback.ON_COMPACTION_BEGIN,
        EnabledEventCallback.ON_COMPACTION_COMPLETED);
    this.steps = steps;
  }

  @Override
  public void onMemTableSealed(MemTableInfo info) {
    steps.passed(Step.BUFFER_SEALED);
  }

  @Override
  public void onFlushBegin(RocksDB rocks, FlushJobInfo info) {
    steps.passed(Step.FLUSH_STARTED);
  }

  @Override
  public void onFlushCompleted(RocksDB rocks, FlushJobInfo info) {
    steps.passed(Step.FLUSHED);
  }

  @Override
  public void onCompactionBegin(RocksDB rocks, CompactionJobInfo info) {
    steps.passed(Step.MERGE_STARTED);
  }

  @Override
  public void onCompactionCompleted(RocksDB rocks, CompactionJobInfo info) {
    steps.passed(Step.MERGED);
  }
}
