package io.kubejar.server.rest;

import io.kubejar.server.spi.Authorizer.Decision;
import io.kubejar.server.spi.User;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Hears of requests, to count them.
public interface RequestObserver {
  /// Does nothing.
  RequestObserver NONE = new RequestObserver() {};

  /// How a request ended.
  ///
  /// @param code the answer's status
  /// @param dryRun whether it was to change nothing
  /// @param fieldValidation what the client wants done with unknown fields; empty when it did not
  ///   say
  /// @param bodyBytes of the request, as far as they were read; 0 for one without a body
  /// @param answerBytes of an answer that was given whole; 0 for a stream
  record End(
      int code,
      boolean dryRun,
      String fieldValidation,
      Duration took,
      long bodyBytes,
      long answerBytes) {}

  /// A request begins.
  default void started(RequestInfo info) {}

  /// It was found out who asks, or not.
  ///
  /// @param user who asks; null for somebody who is not believed
  default void authenticated(@Nullable User user, Duration took) {}

  /// Somebody was known by a certificate.
  ///
  /// @param end when it ends
  default void certificate(Instant end) {}

  /// It was decided whether a request may go on.
  default void authorized(Decision decision, Duration took) {}

  /// A request was ended by the server to protect itself: it has too much to do, it ends, or the
  /// request took too long.
  default void terminated(RequestInfo info, int code) {}

  /// A watch begins.
  ///
  /// @return gets the bytes of each event; null when nobody wants to know
  default @Nullable IntConsumer watching(RequestInfo info) {
    return null;
  }

  /// A request is over.
  default void ended(RequestInfo info, End end) {}
}
