package io.kubejar.cluster.backup;

import io.kubejar.store.snapshot.SnapshotReader;
import io.kubejar.store.snapshot.SnapshotWriter.Summary;
import java.io.IOException;

/// Where the entries of a snapshot go.
@FunctionalInterface
public interface SnapshotTarget {

  /// Takes all entries.
  Summary load(SnapshotReader snapshot) throws IOException;
}
