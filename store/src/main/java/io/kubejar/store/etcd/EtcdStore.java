package io.kubejar.store.etcd;

import com.google.protobuf.ByteString;
import io.grpc.ClientCall;
import io.grpc.StatusRuntimeException;
import io.kubejar.store.ClosedException;
import io.kubejar.store.CompactedException;
import io.kubejar.store.Entry;
import io.kubejar.store.FutureRevisionException;
import io.kubejar.store.Keys;
import io.kubejar.store.Lease;
import io.kubejar.store.LeaseNotFoundException;
import io.kubejar.store.Limits;
import io.kubejar.store.OpenException;
import io.kubejar.store.Outcome;
import io.kubejar.store.Range;
import io.kubejar.store.Store;
import io.kubejar.store.StoreException;
import io.kubejar.store.Timer;
import io.kubejar.store.TooLargeException;
import io.kubejar.store.Transaction;
import io.kubejar.store.UnavailableException;
import io.kubejar.store.Watch;
import io.kubejar.store.WatchListener;
import io.kubejar.store.etcd.v3.CompactionRequest;
import io.kubejar.store.etcd.v3.KeyValue;
import io.kubejar.store.etcd.v3.RangeRequest;
import io.kubejar.store.etcd.v3.RangeResponse;
import io.kubejar.store.etcd.v3.StatusRequest;
import io.kubejar.store.etcd.v3.TxnResponse;
import io.kubejar.store.etcd.v3.WatchRequest;
import io.kubejar.store.etcd.v3.WatchResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A store on etcd.
///
/// Reads are linearizable, at the price of a round trip each. A commit whose answer is lost is
/// [UnavailableException]; whether it took place shows when the keys are read again.
public final class EtcdStore implements Store {
  private static final System.Logger LOG = System.getLogger("io.kubejar.store");

  /// How long an etcd may take to answer whose user is about to end.
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(3);

  private static final int PAGE = 1000;
  private static final ByteString NO_END = ByteString.copyFrom(new byte[] {0});
  private static final ByteString NO_KEY = NO_END;

  private final EtcdConnection connection;
  private final EtcdLeases leases;
  private final Limits limits;
  private final Set<EtcdWatch> watches = ConcurrentHashMap.newKeySet();
  private final boolean progressIsReliable;
  private volatile long compacted;
  private volatile @Nullable UnavailableException failure;
  private volatile boolean closed;

  /// Connects to etcd.
  ///
  /// @param timer tells the time that leases end; it stays the caller's
  /// @throws OpenException when no member answers, or the certificates cannot be read
  public static EtcdStore open(EtcdSettings settings, Timer timer, Limits limits) {
    return open(settings, EtcdEndpoints.shuffled(settings.endpoints()), timer, limits);
  }

  /// Connects to members that may change.
  ///
  /// @param endpoints in which order they are asked, instead of those of the settings
  public static EtcdStore open(
      EtcdSettings settings, EtcdEndpoints endpoints, Timer timer, Limits limits) {
    EtcdConnection connection;
    try {
      connection = new EtcdConnection(settings, endpoints);
    } catch (IOException e) {
      throw new OpenException(
          OpenException.Reason.INACCESSIBLE,
          "the certificates for etcd cannot be read: " + e.getMessage(),
          e);
    }
    try {
      String version =
          connection.read(EtcdMethods.STATUS, StatusRequest.getDefaultInstance()).getVersion();
      return new EtcdStore(connection, timer, limits, EtcdVersion.parse(version));
    } catch (StatusRuntimeException e) {
      connection.close();
      throw new OpenException(
          OpenException.Reason.INACCESSIBLE,
          "no etcd answers at %s: %s"
              .formatted(endpoints.all(), EtcdFailures.other(e).getMessage()),
          e);
    }
  }

  private EtcdStore(EtcdConnection connection, Timer timer, Limits limits, EtcdVersion version) {
    this.connection = connection;
    this.leases = new EtcdLeases(connection, timer, this::failed);
    this.limits = limits;
    this.progressIsReliable = version.progressIsReliable();
  }

  @Override
  public long revision() {
    return reading(
        CURRENT,
        () ->
            connection
                .read(
                    EtcdMethods.RANGE,
                    RangeRequest.newBuilder().setKey(NO_KEY).setCountOnly(true).build())
                .getHeader()
                .getRevision());
  }

  @Override
  public long compactedRevision() {
    requireOpen();
    return compacted;
  }

  @Override
  public @Nullable Entry get(String key, long revision) {
    RangeResponse found =
        reading(
            revision,
            () ->
                connection.read(
                    EtcdMethods.RANGE,
                    RangeRequest.newBuilder()
                        .setKey(ByteString.copyFromUtf8(key))
                        .setRevision(revision)
                        .build()));
    return found.getKvsCount() == 0 ? null : entry(found.getKvs(0));
  }

  @Override
  public Range range(Keys keys, long revision, int limit) {
    List<Entry> entries = new ArrayList<>();
    long at = revision;
    Keys rest = keys;
    while (true) {
      int most = limit == 0 ? PAGE : Math.min(PAGE, limit - entries.size());
      RangeRequest request = request(rest).setRevision(at).setLimit(most).build();
      RangeResponse page = reading(at, () -> connection.read(EtcdMethods.RANGE, request));
      // Further pages are read at the first one's revision, so that they make a whole.
      at = at == CURRENT ? page.getHeader().getRevision() : at;
      for (KeyValue pair : page.getKvsList()) {
        entries.add(entry(pair));
      }
      long remaining = page.getCount() - page.getKvsCount();
      if (remaining <= 0 || (limit > 0 && entries.size() >= limit)) {
        return new Range(entries, at, Math.max(0, remaining));
      }
      rest = rest.after(entries.getLast().key());
    }
  }

  @Override
  public long count(Keys keys, long revision) {
    RangeRequest request = request(keys).setRevision(revision).setCountOnly(true).build();
    return reading(revision, () -> connection.read(EtcdMethods.RANGE, request).getCount());
  }

  private static RangeRequest.Builder request(Keys keys) {
    return RangeRequest.newBuilder().setKey(start(keys)).setRangeEnd(end(keys));
  }

  static ByteString start(Keys keys) {
    return keys.start().isEmpty() ? NO_KEY : ByteString.copyFromUtf8(keys.start());
  }

  static ByteString end(Keys keys) {
    return keys.end().isEmpty() ? NO_END : ByteString.copyFromUtf8(keys.end());
  }

  static Entry entry(KeyValue pair) {
    return new Entry(
        pair.getKey().toStringUtf8(),
        pair.getValue().toByteArray(),
        pair.getCreateRevision(),
        pair.getModRevision(),
        pair.getVersion(),
        pair.getLease());
  }

  private <R> R reading(long revision, Supplier<R> read) {
    requireOpen();
    try {
      R result = read.get();
      failure = null;
      return result;
    } catch (StatusRuntimeException e) {
      if (EtcdFailures.isCompacted(e)) {
        throw new CompactedException(revision, Math.max(compacted, revision + 1));
      }
      if (EtcdFailures.isFuture(e)) {
        throw new FutureRevisionException(revision, revision());
      }
      throw failed(e);
    }
  }

  private StoreException failed(StatusRuntimeException e) {
    if (closed) {
      return new ClosedException();
    }
    StoreException translated = EtcdFailures.other(e);
    failure = translated instanceof UnavailableException unavailable ? unavailable : null;
    return translated;
  }

  private void requireOpen() {
    if (closed) {
      throw new ClosedException();
    }
  }

  @Override
  public Outcome commit(Transaction transaction) {
    requireOpen();
    limits.check(transaction);
    TxnResponse response;
    try {
      response = connection.once(EtcdMethods.TXN, EtcdTransactions.request(transaction));
      failure = null;
    } catch (StatusRuntimeException e) {
      throw refused(transaction, e);
    }
    return EtcdTransactions.outcome(transaction, response);
  }

  private StoreException refused(Transaction transaction, StatusRuntimeException e) {
    if (EtcdFailures.isLeaseNotFound(e)) {
      return new LeaseNotFoundException(
          transaction.operations().stream()
              .mapToLong(o -> o instanceof Transaction.Put put ? put.lease() : 0)
              .max()
              .orElse(0));
    }
    if (EtcdFailures.isTooLarge(e)) {
      long size =
          transaction.operations().stream()
              .mapToLong(o -> o instanceof Transaction.Put put ? put.value().length : 0)
              .sum();
      return new TooLargeException("transaction for etcd's own limits", size, size - 1);
    }
    return failed(e);
  }

  @Override
  public Watch watch(Keys keys, long fromRevision, WatchListener listener) {
    requireOpen();
    long from = fromRevision == CURRENT ? revision() + 1 : fromRevision;
    if (fromRevision != CURRENT) {
      requireKept(fromRevision);
    }
    EtcdWatch watch = new EtcdWatch(this, keys, from, listener);
    watches.add(watch);
    watch.start();
    if (closed) {
      watch.close();
    }
    return watch;
  }

  /// Refuses a start whose past is gone.
  private void requireKept(long from) {
    if (from <= compacted) {
      throw new CompactedException(from, compacted);
    }
    if (from > 1) {
      try {
        count(Keys.only("\u0001"), from - 1);
      } catch (FutureRevisionException e) {
        // Changes to come are all there yet.
      }
    }
  }

  void forget(EtcdWatch watch) {
    watches.remove(watch);
  }

  ClientCall<WatchRequest, WatchResponse> watchStream() {
    return connection.stream(EtcdMethods.WATCH);
  }

  /// Whether a watch may take it at its word when etcd says that all up to a revision was sent.
  ///
  /// Early versions may say so too soon; with those, the keys are looked at.
  boolean confirms(Keys keys, long delivered, long revision) {
    if (progressIsReliable) {
      return true;
    }
    try {
      RangeRequest changed =
          request(keys)
              .setRevision(revision)
              .setMinModRevision(delivered + 1)
              .setKeysOnly(true)
              .setLimit(1)
              .build();
      return connection.read(EtcdMethods.RANGE, changed).getKvsCount() == 0
          && count(keys, revision) == count(keys, delivered);
    } catch (StatusRuntimeException | StoreException e) {
      return false;
    }
  }

  @Override
  public void compact(long revision) {
    requireOpen();
    try {
      connection.once(
          EtcdMethods.COMPACT, CompactionRequest.newBuilder().setRevision(revision).build());
      compacted = Math.max(compacted, revision);
    } catch (StatusRuntimeException e) {
      if (EtcdFailures.isCompacted(e)) {
        compacted = Math.max(compacted, revision);
        throw new CompactedException(revision, compacted);
      }
      if (EtcdFailures.isFuture(e)) {
        throw new FutureRevisionException(revision, revision());
      }
      throw failed(e);
    }
  }

  void compactedAt(long revision) {
    compacted = Math.max(compacted, revision);
  }

  @Override
  public Lease grant(Duration timeToLive) {
    requireOpen();
    return leases.grant(timeToLive);
  }

  @Override
  public Lease lease(long leaseId) {
    requireOpen();
    return leases.lease(leaseId);
  }

  @Override
  public Lease keepAlive(long leaseId) {
    requireOpen();
    return leases.keepAlive(leaseId);
  }

  @Override
  public void revoke(long leaseId) {
    requireOpen();
    leases.revoke(leaseId);
  }

  @Override
  public Optional<UnavailableException> failure() {
    return Optional.ofNullable(failure);
  }

  /// Asks whether most members are there, and ends all calls when no answer comes in time.
  @Override
  public void hurry() {
    if (!closed) {
      Thread.ofVirtual().name("etcd-last-look").start(this::look);
    }
  }

  private void look() {
    RangeRequest request = RangeRequest.newBuilder().setKey(NO_KEY).setCountOnly(true).build();
    try {
      connection.within(LAST_PATIENCE, EtcdMethods.RANGE, request);
    } catch (StatusRuntimeException e) {
      if (!closed) {
        LOG.log(
            Level.WARNING,
            "etcd does not answer ({0}); the end does not wait for it",
            EtcdFailures.reason(e.getStatus()));
        connection.giveUp();
      }
    }
  }

  @Override
  public long size() {
    return reading(
        CURRENT,
        () -> connection.read(EtcdMethods.STATUS, StatusRequest.getDefaultInstance()).getDbSize());
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    Set<EtcdWatch> running = new HashSet<>(watches);
    running.forEach(EtcdWatch::close);
    for (EtcdWatch watch : running) {
      try {
        watch.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    connection.close();
  }
}
