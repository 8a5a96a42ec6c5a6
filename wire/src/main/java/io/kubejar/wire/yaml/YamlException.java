package io.kubejar.wire.yaml;

/// Says that a text is no YAML, or has no JSON form.
public final class YamlException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public YamlException(String message) {
    super(message, null, false, false);
  }
}
