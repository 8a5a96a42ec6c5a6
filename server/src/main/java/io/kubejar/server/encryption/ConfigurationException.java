package io.kubejar.server.encryption;

/// Says what is wrong with an encryption configuration, by the path in it; never with a key.
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ConfigurationException(String message) {
    super(message);
  }
}
