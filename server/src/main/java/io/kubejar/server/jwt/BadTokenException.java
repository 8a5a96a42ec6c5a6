package io.kubejar.server.jwt;

/// A token of the issuer that stands for nobody; the message says why.
final class BadTokenException extends Exception {
  private static final long serialVersionUID = 1L;

  BadTokenException(String message) {
    super(message, null, false, false);
  }
}
