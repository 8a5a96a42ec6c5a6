package io.kubejar.api.meta.v1;

/// A request that the API refused or could not carry out, with the answer a client gets.
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Status status;

  public ApiException(Status status) {
    super(status.message());
    this.status = status;
  }

  /// The answer's body.
  public Status status() {
    return status;
  }

  /// The HTTP status code.
  public int code() {
    return status.code();
  }

  /// The machine-readable reason, such as `NotFound`; empty when unknown.
  public String reason() {
    return status.reason();
  }

  public boolean isNotFound() {
    return reason().equals("NotFound");
  }

  public boolean isConflict() {
    return reason().equals("Conflict");
  }

  public boolean isAlreadyExists() {
    return reason().equals("AlreadyExists");
  }

  /// Whether the revision asked for is gone, so that the caller has to list anew.
  public boolean isExpired() {
    return reason().equals("Expired") || reason().equals("Gone");
  }
}
