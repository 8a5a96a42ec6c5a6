package io.kubejar.node.agent.time;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Waits by key that double with each failure, and start over after a long time without one.
public final class KeyedBackoff {
  private final Duration first;
  private final Duration longest;
  private final Map<String, Entry> entries = new HashMap<>();

  private record Entry(Duration length, Instant updated) {}

  /// Waits from ten seconds to five minutes, as upstream's for containers and images.
  public KeyedBackoff() {
    this(Duration.ofSeconds(10), Duration.ofMinutes(5));
  }

  public KeyedBackoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /// Counts a failure.
  public synchronized void next(String key, Instant now) {
    Entry entry = entries.get(key);
    Duration length = first;
    if (entry != null && !over(entry, now)) {
      Duration doubled = entry.length().multipliedBy(2);
      length = doubled.compareTo(longest) > 0 ? longest : doubled;
    }
    entries.put(key, new Entry(length, now));
  }

  /// The wait that applies after an event, zero when there was no failure lately.
  public synchronized Duration wait(String key, Instant event) {
    Entry entry = entries.get(key);
    return entry == null || over(entry, event) ? Duration.ZERO : entry.length();
  }

  /// When the wait since the last failure ends; a time gone by when there is none.
  public synchronized Instant until(String key) {
    Entry entry = entries.get(key);
    return entry == null ? Instant.EPOCH : entry.updated().plus(entry.length());
  }

  /// Forgets all keys with a beginning.
  public synchronized void forget(String prefix) {
    entries.keySet().removeIf(key -> key.startsWith(prefix));
  }

  private boolean over(Entry entry, Instant at) {
    return at.isAfter(entry.updated().plus(longest.multipliedBy(2)));
  }
}
