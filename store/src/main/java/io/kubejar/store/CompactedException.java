package io.kubejar.store;

/// The revision asked for has been compacted.
public final class CompactedException extends StoreException {

  private static final long serialVersionUID = 1;

  private final long compactedRevision;

  public CompactedException(long revision, long compactedRevision) {
    super(
        "revision " + revision + " has been compacted, the oldest one kept is " + compactedRevision,
        null);
    this.compactedRevision = compactedRevision;
  }

  /// The oldest revision that can be read; a watch may start at the one after it.
  public long compactedRevision() {
    return compactedRevision;
  }
}
