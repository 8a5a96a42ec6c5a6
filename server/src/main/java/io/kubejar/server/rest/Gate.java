package io.kubejar.server.rest;

import io.kubejar.server.spi.Attributes;
import org.jspecify.annotations.Nullable;

/// Bounds how many requests are worked on at the same time.
interface Gate {
  /// Lets a request in, maybe after a while.
  ///
  /// @return what is to be done when it is over; null when it is refused
  @Nullable Runnable enter(TrackedExchange exchange, RequestInfo info, Attributes attributes)
      throws InterruptedException;
}
