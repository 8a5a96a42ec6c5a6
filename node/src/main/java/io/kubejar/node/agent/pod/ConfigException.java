package io.kubejar.node.agent.pod;

/// A container that cannot be made because what its specification refers to is missing or does not
/// fit. The message is what users see.
final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ConfigException(String message) {
    super(message, null, false, false);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
