package io.kubejar.store.engine;

import io.kubejar.store.Event;
import io.kubejar.store.Lease;
import io.kubejar.store.LeaseNotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The leases and the keys under each. Belongs to the committer.
final class Leases {

  /// Leases that ended while the store was not running get this long to be renewed.
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Map<Long, Holding> holdings = new HashMap<>();
  private long lastId;

  /// Takes over what the engine holds.
  void load(Map<Lease, List<String>> leases, Instant now) {
    holdings.clear();
    leases.forEach(
        (lease, keys) -> {
          var grace =
              now.plus(lease.timeToLive().compareTo(GRACE) < 0 ? lease.timeToLive() : GRACE);
          var expiry = lease.expiry().isBefore(grace) ? grace : lease.expiry();
          var holding = new Holding(new Lease(lease.id(), lease.timeToLive(), expiry));
          holding.keys.addAll(keys);
          holdings.put(lease.id(), holding);
          lastId = Math.max(lastId, lease.id());
        });
  }

  /// A lease not granted yet: ids follow the clock, so that those of ended leases do not come back.
  Lease propose(Duration timeToLive, Instant now) {
    if (timeToLive.isNegative() || timeToLive.isZero()) {
      throw new IllegalArgumentException("time to live must be positive: " + timeToLive);
    }
    lastId = Math.max(lastId + 1, now.toEpochMilli() * 1000);
    return new Lease(lastId, timeToLive, now.plus(timeToLive));
  }

  /// A lease with its whole time again, not in force yet.
  Lease renewed(long id, Instant now) {
    var lease = holding(id).lease;
    return new Lease(id, lease.timeToLive(), now.plus(lease.timeToLive()));
  }

  /// Puts a lease in force.
  void put(Lease lease) {
    holdings.computeIfAbsent(lease.id(), _ -> new Holding(lease)).lease = lease;
  }

  Lease get(long id) {
    return holding(id).lease;
  }

  boolean exists(long id) {
    return holdings.containsKey(id);
  }

  /// The keys under a lease.
  List<String> keys(long id) {
    return List.copyOf(holding(id).keys);
  }

  void remove(long id) {
    holdings.remove(id);
  }

  /// Follows changes that took place.
  void follow(List<Commit> commits) {
    for (var commit : commits) {
      for (var event : commit.events()) {
        var previous = event.previous();
        if (previous != null && previous.lease() != 0) {
          var holding = holdings.get(previous.lease());
          if (holding != null) {
            holding.keys.remove(event.key());
          }
        }
        if (event instanceof Event.Put(var entry, _) && entry.lease() != 0) {
          holding(entry.lease()).keys.add(entry.key());
        }
      }
    }
  }

  /// The ids of leases whose time has come.
  List<Long> due(Instant now) {
    var due = new ArrayList<Long>();
    for (var holding : holdings.values()) {
      if (!holding.lease.expiry().isAfter(now)) {
        due.add(holding.lease.id());
      }
    }
    return due;
  }

  /// When the next lease ends, or null when there is none.
  @Nullable Instant nextExpiry() {
    Instant next = null;
    for (var holding : holdings.values()) {
      if (next == null || holding.lease.expiry().isBefore(next)) {
        next = holding.lease.expiry();
      }
    }
    return next;
  }

  private Holding holding(long id) {
    var holding = holdings.get(id);
    if (holding == null) {
      throw new LeaseNotFoundException(id);
    }
    return holding;
  }

  private static final class Holding {
    final TreeSet<String> keys = new TreeSet<>();
    Lease lease;

    Holding(Lease lease) {
      this.lease = lease;
    }
  }
}
