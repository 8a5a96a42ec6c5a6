package io.kubejar.server.rest;

import io.kubejar.http.ResponseStream;
import java.io.IOException;
import java.util.function.IntConsumer;

/// A stream of events whose sizes are told to somebody.
record CountedStream(ResponseStream stream, IntConsumer sizes) implements ResponseStream {
  @Override
  public boolean offer(byte[] shared) {
    boolean taken = stream.offer(shared);
    if (taken) {
      sizes.accept(shared.length);
    }
    return taken;
  }

  @Override
  public void write(byte[] shared) throws IOException {
    stream.write(shared);
    sizes.accept(shared.length);
  }

  @Override
  public void flush() throws IOException {
    stream.flush();
  }

  @Override
  public long pending() {
    return stream.pending();
  }

  @Override
  public boolean isOpen() {
    return stream.isOpen();
  }

  @Override
  public void onClose(Runnable action) {
    stream.onClose(action);
  }

  @Override
  public void close() {
    stream.close();
  }

  @Override
  public void abort() {
    stream.abort();
  }
}
