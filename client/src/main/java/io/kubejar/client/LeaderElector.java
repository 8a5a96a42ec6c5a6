package io.kubejar.client;

import io.kubejar.api.coordination.v1.Lease;
import io.kubejar.api.coordination.v1.LeaseKind;
import io.kubejar.api.coordination.v1.LeaseSpec;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.value.MicroTime;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Sees to it that of several candidates one leads, by a Lease that the leader renews.
///
/// A candidate takes over when the lease was not renewed for its duration, as measured on the
/// candidate's own clock since it last saw a change. A leader that can't renew in time stops.
public final class LeaderElector implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.kubejar.client");

  /// What was led has to end before the lease is given back.
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(20);

  /// How long things take; upstream's defaults are 15 s, 10 s and 2 s.
  ///
  /// @param lease how long a lease holds without renewal
  /// @param renew how long a leader tries to renew before it stops
  /// @param retry the time between two tries
  public record Timing(Duration lease, Duration renew, Duration retry) {
    public static final Timing DEFAULT =
        new Timing(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));
  }

  /// What a candidate does with its role.
  public interface Leadership {
    /// Begins to lead; must return soon.
    void started();

    /// Another may lead from now on.
    void stopped();
  }

  private final Client client;
  private final Key lease;
  private final String identity;
  private final Timing timing;
  private final InstantSource clock;
  private final Leadership leadership;
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean leading;
  private @Nullable LeaseSpec observed;
  private Instant observedAt = Instant.EPOCH;

  public LeaderElector(
      Client client,
      Key lease,
      String identity,
      Timing timing,
      InstantSource clock,
      Leadership leadership) {
    this.client = client;
    this.lease = lease;
    this.identity = identity;
    this.timing = timing;
    this.clock = clock;
    this.leadership = leadership;
    this.thread = Thread.ofVirtual().name("leader-" + lease.name()).unstarted(this::run);
  }

  public LeaderElector start() {
    thread.start();
    return this;
  }

  public boolean isLeading() {
    return leading;
  }

  private void run() {
    Instant renewed = Instant.EPOCH;
    try {
      while (!closed) {
        Instant now = clock.instant();
        if (attempt(now)) {
          renewed = now;
          if (!leading) {
            leading = true;
            LOG.log(Level.INFO, "{0} leads {1}", identity, lease);
            leadership.started();
          }
        } else if (leading
            && Duration.between(renewed, clock.instant()).compareTo(timing.renew()) > 0) {
          stop();
        }
        Thread.sleep(timing.retry());
      }
    } catch (InterruptedException e) {
      // closed: the lease is given back below, for which the thread has to be able to block
    } finally {
      if (leading) {
        stop();
        release();
      }
    }
  }

  /// One try, given up after the time within which a leader has to renew: a request that hangs must
  /// not keep it in office.
  private boolean attempt(Instant now) throws InterruptedException {
    FutureTask<Boolean> task = new FutureTask<>(() -> acquireOrRenew(now));
    Thread worker = Thread.ofVirtual().name(thread.getName() + "-renew").start(task);
    try {
      return task.get(timing.renew().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      LOG.log(Level.WARNING, "lease {0}: no answer within {1}", lease, timing.renew());
      return false;
    } catch (ExecutionException e) {
      LOG.log(Level.WARNING, "lease " + lease + " not renewed", e.getCause());
      return false;
    } finally {
      worker.interrupt();
      worker.join();
    }
  }

  private void stop() {
    leading = false;
    LOG.log(Level.INFO, "{0} no longer leads {1}", identity, lease);
    leadership.stopped();
  }

  private boolean acquireOrRenew(Instant now) {
    var leases = client.resources(LeaseKind.LEASE, lease.namespace());
    try {
      Optional<Lease> found = leases.find(lease.name());
      if (found.isEmpty()) {
        leases.create(
            Lease.builder()
                .metadata(m -> m.namespace(lease.namespace()).name(lease.name()))
                .spec(spec(now, new MicroTime(now), 0))
                .build());
        return true;
      }
      Lease current = found.get();
      LeaseSpec spec = current.spec();
      if (!spec.equals(observed)) {
        observed = spec;
        observedAt = now;
      }
      String holder = spec.holderIdentity() == null ? "" : spec.holderIdentity();
      boolean mine = holder.equals(identity);
      Integer seconds = spec.leaseDurationSeconds();
      Duration holds = seconds == null ? timing.lease() : Duration.ofSeconds(seconds);
      boolean expired = holder.isEmpty() || Duration.between(observedAt, now).compareTo(holds) > 0;
      if (!mine && !expired) {
        return false;
      }
      int transitions = spec.leaseTransitions() == null ? 0 : spec.leaseTransitions();
      MicroTime acquired =
          mine && spec.acquireTime() != null ? spec.acquireTime() : new MicroTime(now);
      LeaseSpec next = spec(now, acquired, mine ? transitions : transitions + 1);
      leases.update(current.with(b -> b.spec(next)));
      observed = next;
      observedAt = now;
      return true;
    } catch (ApiException e) {
      LOG.log(Level.DEBUG, "lease {0}: {1}", lease, e.getMessage());
      return false;
    }
  }

  private LeaseSpec spec(Instant now, MicroTime acquired, int transitions) {
    return LeaseSpec.builder()
        .holderIdentity(identity)
        .leaseDurationSeconds((int) timing.lease().toSeconds())
        .acquireTime(acquired)
        .renewTime(new MicroTime(now))
        .leaseTransitions(transitions)
        .build();
  }

  private void release() {
    try {
      var leases = client.resources(LeaseKind.LEASE, lease.namespace());
      Optional<Lease> current = leases.find(lease.name());
      if (current.isPresent() && identity.equals(current.get().spec().holderIdentity())) {
        MicroTime now = new MicroTime(clock.instant());
        leases.update(
            current
                .get()
                .with(
                    b ->
                        b.spec(
                            s ->
                                s.holderIdentity("")
                                    .leaseDurationSeconds(1)
                                    .acquireTime(now)
                                    .renewTime(now))));
      }
    } catch (ApiException e) {
      LOG.log(Level.DEBUG, "lease {0} not released: {1}", lease, e.getMessage());
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    if (thread.getState() != Thread.State.NEW) {
      try {
        thread.join(LONGEST_CLOSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
