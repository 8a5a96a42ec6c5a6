package io.kubejar.server.rest;

import io.kubejar.server.spi.Attributes;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// So many reads and so many writes at the same time, whoever asks; others are refused at once.
/// Watches and other long requests do not count.
final class InFlight implements Gate {
  private static final Set<String> READING = Set.of("get", "list");

  /// The operator's own requests beyond the API, such as backups, take as long as they take.
  private static final String OPERATIONS = "/kubejar/";

  private static final Set<String> LONG = Set.of("attach", "exec", "proxy", "portforward", "log");

  private final Semaphore mutating;
  private final Semaphore reading;

  InFlight(int mutating, int reading) {
    this.mutating = new Semaphore(mutating);
    this.reading = new Semaphore(reading);
  }

  static boolean isLong(RequestInfo info) {
    return info.verb().equals("watch")
        || LONG.contains(info.subresource())
        || info.path().startsWith(OPERATIONS);
  }

  @Override
  public @Nullable Runnable enter(
      TrackedExchange exchange, RequestInfo info, Attributes attributes) {
    if (isLong(info)) {
      return () -> {};
    }
    Semaphore permits = READING.contains(info.verb()) ? reading : mutating;
    return permits.tryAcquire() ? permits::release : null;
  }
}
