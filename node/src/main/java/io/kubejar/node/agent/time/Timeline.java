package io.kubejar.node.agent.time;

import java.time.Instant;

/// The clock of a node, and a way to be woken at a time.
public interface Timeline {

  Instant now();

  /// Runs an action once, at the time or at once when it has passed. Actions must be quick: they
  /// send a message or start a thread.
  Alarm at(Instant time, Runnable action);

  /// A wake-up that can be called off.
  interface Alarm {
    void cancel();
  }
}
