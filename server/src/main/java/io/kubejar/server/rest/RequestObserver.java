package io.kubejar.server.rest;

import java.time.Duration;

/// Hears of requests, to count them.
public interface RequestObserver {
  /// Does nothing.
  RequestObserver NONE = new RequestObserver() {};

  /// A request begins.
  default void started(RequestInfo info) {}

  /// It was found out who asks, or not.
  default void authenticated(boolean known) {}

  /// A request is over.
  ///
  /// @param code the answer's status
  default void ended(RequestInfo info, int code, boolean dryRun, Duration took) {}
}
