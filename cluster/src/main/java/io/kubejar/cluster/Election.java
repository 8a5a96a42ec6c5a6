package io.kubejar.cluster;

import io.kubejar.cli.LeaderOptions;
import io.kubejar.cli.UserException;
import io.kubejar.client.Client;
import io.kubejar.client.Key;
import io.kubejar.client.LeaderElector;
import io.kubejar.client.LeaderElector.Leadership;
import io.kubejar.client.LeaderElector.Timing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/// Who of several controllers, or schedulers, is at work.
///
/// @param namespace where the leases are
/// @param identity what tells this process apart
/// @param timing how long things take
public record Election(String namespace, String identity, Timing timing) {
  /// Upstream's: pauses between tries vary by this much.
  private static final double JITTER = 1.2;

  /// What the options say, for a process of this host.
  ///
  /// @throws UserException when the durations do not go together
  static Election of(LeaderOptions options, String host) {
    Duration lease = GoDuration.parse("--leader-elect-lease-duration", options.lease());
    Duration renew = GoDuration.parse("--leader-elect-renew-deadline", options.renew());
    Duration retry = GoDuration.parse("--leader-elect-retry-period", options.retry());
    require(
        lease.compareTo(renew) > 0,
        "--leader-elect-lease-duration has to be longer than --leader-elect-renew-deadline");
    require(
        renew.toNanos() > retry.toNanos() * JITTER,
        "--leader-elect-renew-deadline has to be longer than 1.2 times"
            + " --leader-elect-retry-period");
    require(!retry.isZero(), "--leader-elect-retry-period has to be more than 0");
    require(lease.toSeconds() >= 1, "--leader-elect-lease-duration has to be a second or more");
    return new Election(
        options.namespace(), host + "_" + UUID.randomUUID(), new Timing(lease, renew, retry));
  }

  private static void require(boolean right, String message) {
    if (!right) {
      throw new UserException(message);
    }
  }

  /// Runs for a lease until it is closed.
  LeaderElector run(Client client, String lease, Leadership leadership) {
    return new LeaderElector(
            client, new Key(namespace, lease), identity, timing, InstantSource.system(), leadership)
        .start();
  }
}
