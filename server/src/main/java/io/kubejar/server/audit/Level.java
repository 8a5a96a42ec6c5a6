package io.kubejar.server.audit;

/// How much of a request is told; each level tells what those before it tell.
public enum Level {
  /// Nothing.
  NONE("None"),
  /// Who, what, when and with which outcome.
  METADATA("Metadata"),
  /// The request's body too.
  REQUEST("Request"),
  /// The answer's body too.
  REQUEST_RESPONSE("RequestResponse");

  private final String text;

  Level(String text) {
    this.text = text;
  }

  boolean tells(Level other) {
    return compareTo(other) >= 0;
  }

  /// The level's name in policies and events.
  @Override
  public String toString() {
    return text;
  }
}
