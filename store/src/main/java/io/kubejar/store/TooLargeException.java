package io.kubejar.store;

/// A key, value or transaction exceeds its limit.
public final class TooLargeException extends StoreException {

  private static final long serialVersionUID = 1;

  private final long limit;

  public TooLargeException(String what, long actual, long limit) {
    super(what + " is too large: " + actual + ", limit is " + limit, null);
    this.limit = limit;
  }

  /// The limit that was exceeded.
  public long limit() {
    return limit;
  }
}
