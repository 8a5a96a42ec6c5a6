package io.kubejar.store;

import org.jspecify.annotations.Nullable;

/// The store cannot be opened: in use by another process, written by a newer version, damaged, or
/// not accessible.
public final class OpenException extends StoreException {

  private static final long serialVersionUID = 1;

  private final Reason reason;

  public OpenException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /// What kind of trouble it is.
  public Reason reason() {
    return reason;
  }

  /// The kinds of trouble.
  public enum Reason {
    /// Another process, or another store of this one, has it open.
    IN_USE,
    /// It was written in a format this version does not know.
    FORMAT,
    /// What is on disk fails its checksums or does not fit together.
    DAMAGED,
    /// The directory or a file of it cannot be read or written.
    INACCESSIBLE
  }
}
