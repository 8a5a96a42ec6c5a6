package io.kubejar.http.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// One forwarded TCP connection, seen from either end.
public interface ForwardedConnection extends AutoCloseable {

  /// The port within the pod.
  int port();

  InputStream in();

  /// Every write is sent at once; closing ends this direction only.
  OutputStream out();

  /// Sends the reason of a failure (server).
  void writeError(byte[] message) throws IOException;

  /// Waits for the server's error text; empty when all went well (client).
  byte[] error() throws IOException;

  @Override
  void close();
}
