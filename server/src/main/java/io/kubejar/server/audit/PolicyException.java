package io.kubejar.server.audit;

/// A policy that cannot be followed; the message says why, by path.
public final class PolicyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PolicyException(String message) {
    super(message);
  }
}
