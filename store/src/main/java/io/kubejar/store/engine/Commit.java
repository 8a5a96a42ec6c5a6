package io.kubejar.store.engine;

import io.kubejar.store.Event;
import java.util.List;

/// The changes of one revision, in the order of their keys.
public record Commit(long revision, List<Event> events) {

  public Commit {
    events = List.copyOf(events);
  }
}
