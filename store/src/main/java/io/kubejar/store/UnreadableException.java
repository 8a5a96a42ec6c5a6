package io.kubejar.store;

import org.jspecify.annotations.Nullable;

/// A value is there but cannot be read, for instance because its key is not known.
public final class UnreadableException extends StoreException {

  private static final long serialVersionUID = 1;

  public UnreadableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
