package io.kubejar.http.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// The serving end of an exec or attach: reads what the client types, writes what the command
/// prints.
public interface RemoteCommandStreams extends AutoCloseable {

  /// The negotiated version, such as `v4.channel.k8s.io`.
  String protocol();

  RemoteCommandOptions options();

  /// Ends when the client closes its input; empty when none was asked for.
  InputStream stdin();

  /// Every write is sent at once. Discards when not asked for.
  OutputStream stdout();

  OutputStream stderr();

  /// Waits for the next size of the client's terminal; null when there will be none.
  @Nullable TerminalSize nextSize() throws IOException;

  /// Sends the outcome on the error stream: a `metav1.Status` as JSON from protocol v4 on, else the
  /// text of a failure and nothing on success.
  void writeStatus(byte[] status) throws IOException;

  /// Whether the protocol's error stream carries a `metav1.Status`.
  default boolean statusIsJson() {
    return protocol().startsWith("v4.") || protocol().startsWith("v5.");
  }

  /// Runs the action once when the client has gone; must not block.
  void onClose(Runnable action);

  /// Ends all streams and then the connection.
  @Override
  void close();
}
