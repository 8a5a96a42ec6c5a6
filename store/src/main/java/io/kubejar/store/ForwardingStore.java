package io.kubejar.store;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A store that does what another does, but for what a subclass does otherwise.
public abstract class ForwardingStore implements Store {
  private final Store store;

  protected ForwardingStore(Store store) {
    this.store = store;
  }

  @Override
  public long revision() {
    return store.revision();
  }

  @Override
  public long compactedRevision() {
    return store.compactedRevision();
  }

  @Override
  public @Nullable Entry get(String key, long revision) {
    return store.get(key, revision);
  }

  @Override
  public Range range(Keys keys, long revision, int limit) {
    return store.range(keys, revision, limit);
  }

  @Override
  public long scan(Keys keys, Consumer<Entry> taker) {
    return store.scan(keys, taker);
  }

  @Override
  public long count(Keys keys, long revision) {
    return store.count(keys, revision);
  }

  @Override
  public Outcome commit(Transaction transaction) {
    return store.commit(transaction);
  }

  @Override
  public Watch watch(Keys keys, long fromRevision, WatchListener listener) {
    return store.watch(keys, fromRevision, listener);
  }

  @Override
  public void compact(long revision) {
    store.compact(revision);
  }

  @Override
  public Lease grant(Duration timeToLive) {
    return store.grant(timeToLive);
  }

  @Override
  public Lease lease(long leaseId) {
    return store.lease(leaseId);
  }

  @Override
  public Lease keepAlive(long leaseId) {
    return store.keepAlive(leaseId);
  }

  @Override
  public void revoke(long leaseId) {
    store.revoke(leaseId);
  }

  @Override
  public Optional<UnavailableException> failure() {
    return store.failure();
  }

  @Override
  public void hurry() {
    store.hurry();
  }

  @Override
  public long size() {
    return store.size();
  }

  @Override
  public void close() {
    store.close();
  }
}
