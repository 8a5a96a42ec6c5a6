package io.kubejar.server.special.service;

import io.kubejar.store.Lease;
import io.kubejar.store.LeaseNotFoundException;
import io.kubejar.store.Outcome;
import io.kubejar.store.Store;
import io.kubejar.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Claims as keys of the store, under leases, so that those of a server that died end by
/// themselves.
public final class StoredPortClaims implements PortClaims {
  private static final String PREFIX = "/registry/ranges/nodeports/";
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final byte[] VALUE = "claimed".getBytes(StandardCharsets.US_ASCII);

  private final Store store;
  private final Map<Integer, Long> leases = new ConcurrentHashMap<>();

  public StoredPortClaims(Store store) {
    this.store = store;
  }

  @Override
  public boolean claim(int port) {
    Lease lease = store.grant(LONGEST);
    if (store.commit(Transaction.create(PREFIX + port, VALUE, lease.id()))
        instanceof Outcome.Committed) {
      leases.put(port, lease.id());
      return true;
    }
    end(lease.id());
    return false;
  }

  @Override
  public void release(int port) {
    Long lease = leases.remove(port);
    if (lease != null) {
      end(lease);
    }
  }

  private void end(long lease) {
    try {
      store.revoke(lease);
    } catch (LeaseNotFoundException _) {
      // It has ended by itself.
    }
  }

  @Override
  public boolean shared() {
    return true;
  }
}
