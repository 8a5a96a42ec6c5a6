package io.kubejar.http.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The asking end of an exec or attach.
public interface RemoteCommandSession extends AutoCloseable {

  /// The negotiated version, such as `v4.channel.k8s.io`.
  String protocol();

  /// Every write is sent at once; closing tells the command that its input has ended. With
  /// WebSocket protocols before v5 that cannot be told.
  OutputStream stdin();

  /// Ends when the command closes it; empty when not asked for.
  InputStream stdout();

  InputStream stderr();

  void resize(TerminalSize size) throws IOException;

  /// Waits for the outcome: all of the error stream, a `metav1.Status` as JSON from v4 on; empty
  /// when the connection ended without one. The outputs must be read meanwhile.
  byte[] status() throws IOException;

  /// Breaks the session off.
  @Override
  void close();
}
