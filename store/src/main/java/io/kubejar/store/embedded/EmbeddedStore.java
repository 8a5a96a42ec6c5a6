package io.kubejar.store.embedded;

import io.kubejar.store.Limits;
import io.kubejar.store.OpenException;
import io.kubejar.store.Store;
import io.kubejar.store.SystemTimer;
import io.kubejar.store.Timer;
import io.kubejar.store.engine.EngineStore;
import java.nio.file.Path;

/// Opens stores that keep their data in a directory: what they acknowledge is on disk.
public final class EmbeddedStore {

  private EmbeddedStore() {}

  /// Opens the store of a directory, which is made when missing, with the machine's time and the
  /// usual limits.
  ///
  /// @throws OpenException when the directory is in use, of a newer format, damaged or not
  ///   accessible
  public static Store open(Path directory) {
    return open(directory, new SystemTimer(), Limits.DEFAULT);
  }

  /// Opens the store of a directory; it closes the timer when closed.
  ///
  /// @throws OpenException when the directory is in use, of a newer format, damaged or not
  ///   accessible
  public static Store open(Path directory, Timer timer, Limits limits) {
    return EngineStore.start(RocksEngine.open(directory), timer, limits);
  }
}
