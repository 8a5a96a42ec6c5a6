package io.kubejar.node.cri;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/// One stream of a [SpdyConnection].
final class SpdyStream {

  private final SpdyConnection connection;
  private final int id;
  private final boolean readable;
  private final BytePipe received = new BytePipe();
  private final OutputStream output = new Output();

  SpdyStream(SpdyConnection connection, int id, boolean readable) {
    this.connection = connection;
    this.id = id;
    this.readable = readable;
  }

  InputStream input() {
    return received.input();
  }

  OutputStream output() {
    return output;
  }

  void receive(byte[] data) throws IOException {
    if (readable) {
      received.write(data, 0, data.length);
    }
  }

  void end() {
    received.end();
  }

  private final class Output extends OutputStream {

    private final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (closed.get()) {
        throw new IOException("stream closed");
      }
      if (length > 0) {
        connection.send(id, bytes, offset, length, false);
      }
    }

    @Override
    public void close() throws IOException {
      if (closed.compareAndSet(false, true)) {
        connection.send(id, new byte[0], 0, 0, true);
      }
    }
  }
}
