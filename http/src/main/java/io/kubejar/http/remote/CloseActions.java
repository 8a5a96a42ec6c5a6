package io.kubejar.http.remote;

import java.util.ArrayList;
import java.util.List;

/// Actions to run once something has ended; at once when it already has.
final class CloseActions {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean ended;

  void add(Runnable action) {
    synchronized (actions) {
      if (!ended) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  void run() {
    List<Runnable> due;
    synchronized (actions) {
      ended = true;
      due = List.copyOf(actions);
      actions.clear();
    }
    due.forEach(Runnable::run);
  }
}
