package io.kubejar.cli;

/// A failure whose message tells the user what to do; shown without a stack trace.
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserException(String message) {
    super(message);
  }
}
