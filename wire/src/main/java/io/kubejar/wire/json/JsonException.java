package io.kubejar.wire.json;

/// Says that a document is not JSON, or not of the form its type has.
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String path;

  /// An error at a path such as `spec.containers[0].name`; empty for the document itself.
  public JsonException(String message, String path) {
    super(message, null, false, false);
    this.path = path;
  }

  /// Where in the document.
  public String path() {
    return path;
  }
}
