package io.kubejar.store;

import org.jspecify.annotations.Nullable;

/// Why the store did not do what it was asked.
public abstract sealed class StoreException extends RuntimeException
    permits ClosedException,
        CompactedException,
        FutureRevisionException,
        LeaseNotFoundException,
        OpenException,
        TooLargeException,
        UnreadableException,
        UnavailableException {

  private static final long serialVersionUID = 1;

  StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
