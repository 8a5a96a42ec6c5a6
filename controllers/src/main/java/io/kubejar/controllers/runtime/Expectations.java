package io.kubejar.controllers.runtime;

import io.kubejar.client.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What a controller did and its informer has not shown yet, so that it does not do it twice.
///
/// An owner whose expectations are open is only looked at, not acted on. Expectations that nothing
/// meets are given up after five minutes.
public final class Expectations {
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final Map<Key, Expected> byOwner = new ConcurrentHashMap<>();
  private final InstantSource clock;

  private static final class Expected {
    private final Instant since;
    private int creations;
    private final Set<String> deletions = new HashSet<>();

    Expected(Instant since) {
      this.since = since;
    }
  }

  public Expectations(InstantSource clock) {
    this.clock = clock;
  }

  /// Expects that a number of objects appear.
  public void expectCreations(Key owner, int count) {
    byOwner.compute(
        owner,
        (_, old) -> {
          Expected expected = old == null ? new Expected(clock.instant()) : old;
          expected.creations += count;
          return expected;
        });
  }

  /// Expects that an object of a uid goes, or is marked as going.
  public void expectDeletion(Key owner, String uid) {
    byOwner.compute(
        owner,
        (_, old) -> {
          Expected expected = old == null ? new Expected(clock.instant()) : old;
          expected.deletions.add(uid);
          return expected;
        });
  }

  /// Notes that an object appeared, or that it will not because creating it failed.
  public void created(Key owner) {
    byOwner.computeIfPresent(
        owner,
        (_, expected) -> {
          expected.creations = Math.max(0, expected.creations - 1);
          return open(expected);
        });
  }

  /// Notes that an object goes, or that it will not because deleting it failed.
  public void deleted(Key owner, String uid) {
    byOwner.computeIfPresent(
        owner,
        (_, expected) -> {
          expected.deletions.remove(uid);
          return open(expected);
        });
  }

  @SuppressWarnings("NullAway") // null removes the entry
  private static Expected open(Expected expected) {
    return expected.creations == 0 && expected.deletions.isEmpty() ? null : expected;
  }

  /// Whether nothing more is expected of an owner's objects.
  public boolean areMet(Key owner) {
    Expected expected = byOwner.get(owner);
    return expected == null || expected.since.plus(LIFETIME).isBefore(clock.instant());
  }

  /// Forgets an owner.
  public void forget(Key owner) {
    byOwner.remove(owner);
  }
}
