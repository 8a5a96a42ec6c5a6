package io.kubejar.controllers.daemonset;

import io.kubejar.api.apps.v1.DaemonSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How often a failed daemon pod may be replaced on a node: after 1 s, then twice as long each time
/// up to 15 minutes; from the start again when it held out for twice the longest wait.
final class FailedPodBackoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final Map<String, Wait> waits = new ConcurrentHashMap<>();
  private final InstantSource clock;

  private record Wait(Instant since, Duration length) {}

  FailedPodBackoff(InstantSource clock) {
    this.clock = clock;
  }

  /// Zero when a pod may be replaced now, which then counts; otherwise how long to wait.
  Duration next(DaemonSet set, String node) {
    String key = set.metadata().uid() + "/" + set.status().observedGeneration() + "/" + node;
    Instant now = clock.instant();
    Wait known = waits.get(key);
    if (known != null && known.since().plus(known.length()).isAfter(now)) {
      return Duration.between(now, known.since().plus(known.length()));
    }
    Duration length = FIRST;
    if (known != null && known.since().plus(LONGEST.multipliedBy(2)).isAfter(now)) {
      Duration doubled = known.length().multipliedBy(2);
      length = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
    waits.values().removeIf(wait -> wait.since().plus(LONGEST.multipliedBy(2)).isBefore(now));
    waits.put(key, new Wait(now, length));
    return Duration.ZERO;
  }
}
