package io.kubejar.http;

import java.io.InputStream;
import java.io.OutputStream;

/// Bytes in both directions after an upgrade. Both streams block; each is for one thread at a time.
/// Closing from another thread wakes both.
public interface ByteConnection extends AutoCloseable {

  /// Ends (-1) when the peer has finished.
  InputStream in();

  /// Sends on `flush`, or when its buffer is full. Closing it closes the connection.
  OutputStream out();

  boolean isOpen();

  @Override
  void close();
}
