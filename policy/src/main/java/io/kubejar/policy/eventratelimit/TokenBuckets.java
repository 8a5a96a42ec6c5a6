package io.kubejar.policy.eventratelimit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// A bucket of tokens for each key, filled at a steady rate; the ones not used for longest are
/// forgotten when there are too many.
final class TokenBuckets {
  private final double perSecond;
  private final double most;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets;

  /// What was in a bucket at a time.
  private record Bucket(double tokens, Instant at) {}

  TokenBuckets(long perSecond, long most, int size, InstantSource clock) {
    this.perSecond = perSecond;
    this.most = most;
    this.clock = clock;
    this.buckets =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > size;
          }
        };
  }

  /// Takes a token out of the key's bucket; false when it is empty.
  synchronized boolean take(String key) {
    Instant now = clock.instant();
    Bucket bucket = buckets.getOrDefault(key, new Bucket(most, now));
    double seconds = Math.max(0, Duration.between(bucket.at(), now).toNanos() / 1e9);
    double tokens = Math.min(most, bucket.tokens() + seconds * perSecond);
    boolean enough = tokens >= 1;
    buckets.put(key, new Bucket(enough ? tokens - 1 : tokens, now));
    return enough;
  }
}
