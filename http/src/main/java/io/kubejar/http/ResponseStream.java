package io.kubejar.http;

import java.io.IOException;

/// A response body of unknown length, made for thousands of watches: any thread may send, the same
/// array may go to every stream, and all that was offered to the streams of one connection leaves
/// in one batch.
///
/// What was accepted but not yet taken by the client's connection is bounded
/// ([ServerLimits#streamBuffer]). Over the bound [#offer] refuses, which is how a slow client is
/// found out, and [#write] waits.
public interface ResponseStream extends AutoCloseable {

  /// Sends the bytes, by reference, without ever waiting.
  ///
  /// @return false when the stream is closed or its client too slow; nothing was sent then
  boolean offer(byte[] shared);

  /// Sends the bytes, by reference, waiting while the client is behind.
  ///
  /// @throws IOException when the client has gone or took nothing for the write timeout
  void write(byte[] shared) throws IOException;

  /// Waits until everything sent so far has been handed to the connection.
  void flush() throws IOException;

  /// Bytes accepted and not yet taken by the connection.
  long pending();

  boolean isOpen();

  /// Runs the action once when the stream ends for whatever reason; must not block.
  void onClose(Runnable action);

  /// Ends the body after what was sent. Does not wait, does nothing the second time.
  @Override
  void close();

  /// Drops the client: what is pending is discarded.
  void abort();
}
