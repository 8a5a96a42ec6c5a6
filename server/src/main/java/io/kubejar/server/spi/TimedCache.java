package io.kubejar.server.spi;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers that are remembered for a while, the least recently used of too many forgotten.
public final class TimedCache<V> {
  private final InstantSource clock;
  private final Map<String, Kept<V>> kept;

  private record Kept<V>(V value, Instant ends) {}

  /// @param most how many answers are remembered
  public TimedCache(int most, InstantSource clock) {
    this.clock = clock;
    this.kept =
        new LinkedHashMap<>(64, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Kept<V>> eldest) {
            return size() > most;
          }
        };
  }

  /// The answer; null when none is remembered.
  public @Nullable V get(String key) {
    synchronized (kept) {
      Kept<V> found = kept.get(key);
      if (found == null) {
        return null;
      }
      if (clock.instant().isAfter(found.ends())) {
        kept.remove(key);
        return null;
      }
      return found.value();
    }
  }

  /// Remembers an answer, unless for no time.
  public void put(String key, V value, Duration lifetime) {
    if (lifetime.isPositive()) {
      synchronized (kept) {
        kept.put(key, new Kept<>(value, clock.instant().plus(lifetime)));
      }
    }
  }
}
