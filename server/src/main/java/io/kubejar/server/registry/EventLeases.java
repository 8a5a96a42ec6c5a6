package io.kubejar.server.registry;

import io.kubejar.store.Lease;
import io.kubejar.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The leases under which events are kept, each shared by the events of one minute.
final class EventLeases {
  private static final Duration LIFE = Duration.ofHours(1);
  private static final Duration SHARED = Duration.ofMinutes(1);

  private final Store store;
  private final Clock clock;
  private @Nullable Lease lease;
  private Instant until = Instant.MIN;

  EventLeases(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// A lease that lasts an hour at least.
  synchronized long current() {
    Instant now = clock.instant();
    Lease present = lease;
    if (present == null || now.isAfter(until)) {
      present = store.grant(LIFE.plus(SHARED));
      lease = present;
      until = now.plus(SHARED);
    }
    return present.id();
  }
}
