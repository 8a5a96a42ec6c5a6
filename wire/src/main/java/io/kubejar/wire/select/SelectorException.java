package io.kubejar.wire.select;

/// Says why a selector cannot be read, in upstream's words.
public final class SelectorException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public SelectorException(String message) {
    super(message);
  }
}
