package io.kubejar.server.rest;

import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Bounds how many requests are worked on at the same time. Watches and other long requests do not
/// count.
final class InFlight {
  private static final Set<String> READING = Set.of("get", "list");
  private static final Set<String> LONG = Set.of("attach", "exec", "proxy", "portforward", "log");

  private final Semaphore mutating;
  private final Semaphore reading;

  InFlight(int mutating, int reading) {
    this.mutating = new Semaphore(mutating);
    this.reading = new Semaphore(reading);
  }

  static boolean isLong(RequestInfo info) {
    return info.verb().equals("watch") || LONG.contains(info.subresource());
  }

  /// The permit that is to be released at the end; null when there is none left.
  @Nullable Semaphore tryAcquire(RequestInfo info) {
    Semaphore permits = READING.contains(info.verb()) ? reading : mutating;
    return permits.tryAcquire() ? permits : null;
  }
}
