package io.kubejar.node.cri;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The streams of a command in a container.
///
/// Output that is not read holds the command up, so stdout and stderr should be read at the same
/// time. Streams that were not asked for are empty, and what is written to a stdin not asked for is
/// lost.
public interface ContainerStreams extends AutoCloseable {

  /// What the command reads; closing it is the end of its input.
  OutputStream stdin();

  /// What the command writes, with a terminal also what it reports as errors.
  InputStream stdout();

  /// What the command reports as errors, empty with a terminal.
  InputStream stderr();

  /// Tells the terminal its new size.
  void resize(int columns, int rows) throws IOException;

  /// Waits for the command's end.
  ///
  /// @return the outcome as the JSON of a `v1.Status`, whose `ExitCode` cause names the exit code
  ///   other than 0; empty when a container was detached from
  byte[] awaitStatus() throws IOException;

  /// Ends the connection, and with it a command that still runs.
  @Override
  void close();
}
