package io.kubejar.store.snapshot;

import java.io.IOException;

/// The bytes are no snapshot, are cut off or are damaged.
public final class SnapshotException extends IOException {

  private static final long serialVersionUID = 1;

  SnapshotException(String message) {
    super(message);
  }
}
