package io.kubejar.server.fairness;

import java.time.Duration;

/// How much a request is going to cost.
///
/// @param seats the seats it takes while it is worked on
/// @param finalSeats the seats it takes afterwards, while others are told of its change
/// @param afterwards how long it takes those
public record Work(int seats, int finalSeats, Duration afterwards) {
  /// A request of the usual cost.
  public static final Work ONE = new Work(1, 0, Duration.ZERO);

  int most() {
    return Math.max(seats, finalSeats);
  }
}
