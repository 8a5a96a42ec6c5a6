package io.kubejar.client;

import io.kubejar.api.meta.v1.ApiException;
import org.jspecify.annotations.Nullable;

/// A stream of changes, read by one thread and closed by any.
public interface Watch<T> extends AutoCloseable {
  /// The next change, waiting for it; null when the server ended the stream or it was closed.
  ///
  /// Throws [ApiException] when the server sent an error, such as an expired revision.
  @Nullable WatchEvent<T> next() throws ApiException, InterruptedException;

  @Override
  void close();
}
