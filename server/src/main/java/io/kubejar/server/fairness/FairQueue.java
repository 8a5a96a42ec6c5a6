package io.kubejar.server.fairness;

import java.util.ArrayDeque;

/// One queue of a priority level. Guarded by the level's lock.
final class FairQueue {
  final int index;
  final ArrayDeque<Ticket> waiting = new ArrayDeque<>();

  /// The seats of those that wait and of those that came through this queue and are worked on.
  int seats;

  int executing;

  /// The point of the level's virtual time, in seat seconds, at which the next in this queue would
  /// begin.
  double next;

  FairQueue(int index) {
    this.index = index;
  }

  int waitingSeats() {
    int sum = 0;
    for (Ticket ticket : waiting) {
      sum += ticket.work().most();
    }
    return sum;
  }
}
