package io.kubejar.store;

import org.jspecify.annotations.Nullable;

/// The store cannot write at present, for instance because the disk is full; reads go on.
public final class UnavailableException extends StoreException {

  private static final long serialVersionUID = 1;

  public UnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
