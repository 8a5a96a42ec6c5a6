package io.kubejar.server.encryption;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A service that keeps a key and seals small secrets with it, but never shows it.
public interface KeyService extends AutoCloseable {
  /// Reaches the service behind a socket.
  interface Opener {
    KeyService open(Path socket, Duration timeout);
  }

  /// How the service is.
  ///
  /// @param version the version of its API: `v2` or `v2beta1`
  /// @param health `ok`, or what is wrong
  /// @param keyId the key it seals with at the moment
  record State(String version, String health, String keyId) {}

  /// What the service sealed.
  ///
  /// @param text only the service can open it
  /// @param keyId the key it was sealed with
  /// @param annotations what the service wants to be told when it is to open it
  record Sealed(byte[] text, String keyId, Map<String, byte[]> annotations) {
    public Sealed {
      annotations = Map.copyOf(annotations);
    }
  }

  /// The service could not do it; the message says why.
  final class KeyServiceException extends Exception {
    private static final long serialVersionUID = 1;

    public KeyServiceException(String message) {
      super(message);
    }
  }

  State status() throws KeyServiceException;

  Sealed encrypt(byte[] plain) throws KeyServiceException;

  byte[] decrypt(Sealed sealed) throws KeyServiceException;

  @Override
  void close();
}
