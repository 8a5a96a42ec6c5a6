package io.kubejar.http;

import java.io.IOException;
import java.io.InputStream;

/// A response whose body is read as it arrives. Must be closed, which gives the connection back
/// when the body was read to its end and otherwise drops it; closing from another thread ends a
/// blocked read.
public interface ClientResponse extends AutoCloseable {

  int status();

  Headers headers();

  Protocol protocol();

  InputStream body();

  /// The whole body.
  ///
  /// @throws BodyTooLargeException beyond the limit
  default byte[] readBody(int limit) throws IOException {
    byte[] bytes = body().readNBytes(limit);
    if (bytes.length == limit && body().read() >= 0) {
      throw new BodyTooLargeException(limit);
    }
    return bytes;
  }

  @Override
  void close();
}
