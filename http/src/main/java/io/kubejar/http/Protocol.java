package io.kubejar.http;

/// The HTTP version of an exchange.
public enum Protocol {
  HTTP_1_0("HTTP/1.0"),
  HTTP_1_1("HTTP/1.1"),
  HTTP_2("HTTP/2.0");

  private final String text;

  Protocol(String text) {
    this.text = text;
  }

  /// As access logs write it.
  @Override
  public String toString() {
    return text;
  }
}
