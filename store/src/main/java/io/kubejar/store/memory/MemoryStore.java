package io.kubejar.store.memory;

import io.kubejar.store.Limits;
import io.kubejar.store.Store;
import io.kubejar.store.SystemTimer;
import io.kubejar.store.Timer;
import io.kubejar.store.engine.EngineStore;

/// Opens stores that are gone when closed.
public final class MemoryStore {

  private MemoryStore() {}

  /// An empty store with the machine's time and the usual limits.
  public static Store open() {
    return open(new SystemTimer(), Limits.DEFAULT);
  }

  /// An empty store; it closes the timer when closed.
  public static Store open(Timer timer, Limits limits) {
    return EngineStore.start(new MemoryEngine(), timer, limits);
  }
}
