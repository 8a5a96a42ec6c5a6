package io.kubejar.proofs.disk;

import java.time.Duration;

/// What is wrong with a disk; may be changed while it is in use.
public final class Faults {

  /// How a sync goes.
  public enum Syncing {
    /// What was written is safe when it returns.
    WORKS,
    /// It says that it did, and did nothing.
    LIES,
    /// It fails, and what it should have made safe will never be.
    FAILS
  }

  private volatile Syncing syncing = Syncing.WORKS;
  private volatile Duration syncDelay = Duration.ZERO;
  private volatile long capacity = Long.MAX_VALUE;
  private volatile boolean failing;

  /// Changes how syncs go.
  public void syncing(Syncing syncing) {
    this.syncing = syncing;
  }

  /// Makes every sync take this long at least.
  public void syncDelay(Duration delay) {
    syncDelay = delay;
  }

  /// Lets the disk hold so many bytes.
  public void capacity(long bytes) {
    capacity = bytes;
  }

  /// Lets every read and write fail.
  public void failing(boolean failing) {
    this.failing = failing;
  }

  Syncing syncing() {
    return syncing;
  }

  Duration syncDelay() {
    return syncDelay;
  }

  long capacity() {
    return capacity;
  }

  boolean failing() {
    return failing;
  }
}
