package io.kubejar.node.cri;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A connection to a port inside a sandbox.
public interface PortStreams extends AutoCloseable {

  /// What is sent to the port; closing it is the end of what is sent.
  OutputStream output();

  /// What comes back.
  InputStream input();

  /// Waits for the connection's end.
  ///
  /// @return why the port could not be reached, empty when it could
  String awaitError() throws IOException;

  @Override
  void close();
}
