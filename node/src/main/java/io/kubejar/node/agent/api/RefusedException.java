package io.kubejar.node.agent.api;

/// A request that cannot be served, with the answer's status.
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int status;

  RefusedException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
