package io.kubejar.store;

/// The store is closed.
public final class ClosedException extends StoreException {

  private static final long serialVersionUID = 1;

  public ClosedException() {
    super("the store is closed", null);
  }
}
