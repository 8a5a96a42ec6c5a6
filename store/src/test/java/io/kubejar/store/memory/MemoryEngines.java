package io.kubejar.store.memory;

import io.kubejar.store.engine.Engine;

/// Opens the memory engine for tests of what is above it.
public final class MemoryEngines {

  private MemoryEngines() {}

  public static Engine open() {
    return new MemoryEngine();
  }
}
