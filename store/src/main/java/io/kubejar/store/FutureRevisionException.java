package io.kubejar.store;

/// The revision asked for is not reached yet.
public final class FutureRevisionException extends StoreException {

  private static final long serialVersionUID = 1;

  private final long currentRevision;

  public FutureRevisionException(long revision, long currentRevision) {
    super("revision " + revision + " is in the future, the newest is " + currentRevision, null);
    this.currentRevision = currentRevision;
  }

  /// The newest revision.
  public long currentRevision() {
    return currentRevision;
  }
}
