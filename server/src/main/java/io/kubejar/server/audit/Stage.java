package io.kubejar.server.audit;

/// How far a request has come.
public enum Stage {
  /// Authenticated, not yet worked on.
  REQUEST_RECEIVED("RequestReceived"),
  /// The answer's head is sent and its body goes on; for watches and other long requests.
  RESPONSE_STARTED("ResponseStarted"),
  /// Nothing more will be sent.
  RESPONSE_COMPLETE("ResponseComplete"),
  /// The server failed.
  PANIC("Panic");

  private final String text;

  Stage(String text) {
    this.text = text;
  }

  /// The stage's name in policies and events.
  @Override
  public String toString() {
    return text;
  }
}
