package io.kubejar.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One stream of a SPDY connection: bytes in both directions, each ended on its own.
public final class SpdyStream implements AutoCloseable {
  private static final int BUFFER = 1024 * 1024;
  private static final int FRAME = 32 * 1024;

  private final SpdyConnection connection;
  private final int id;
  private final Headers headers;
  private final BytePipe in = new BytePipe(BUFFER);
  private final Out out = new Out();
  private final CountDownLatch replied = new CountDownLatch(1);
  private boolean remoteEnded;
  private boolean localEnded;
  private volatile boolean accepted;
  private volatile boolean reset;

  SpdyStream(SpdyConnection connection, int id, Headers headers) {
    this.connection = connection;
    this.id = id;
    this.headers = headers;
  }

  public int id() {
    return id;
  }

  /// What the stream was opened with.
  public Headers headers() {
    return headers;
  }

  /// Ends when the peer has finished its direction or the connection is gone.
  public InputStream in() {
    return in;
  }

  /// Every write is sent at once; closing finishes this direction.
  public OutputStream out() {
    return out;
  }

  /// Breaks both directions off.
  public void reset() {
    reset = true;
    in.close();
    connection.sendReset(id);
    connection.forget(this);
  }

  /// Finishes the own direction and gives up reading.
  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException _) {
      // The connection has ended, and the stream with it.
    }
    in.close();
  }

  BytePipe pipe() {
    return in;
  }

  void markReplied() {
    accepted = true;
    replied.countDown();
  }

  boolean isAccepted() {
    return accepted;
  }

  void awaitReply(Duration time) throws IOException {
    try {
      if (!replied.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("the peer did not accept the stream in time");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    // One that was accepted may have been ended since: a short command's are.
    if (!accepted) {
      throw new IOException("the peer refused the stream");
    }
  }

  /// The peer has finished.
  void remoteEnd() {
    in.end();
    synchronized (this) {
      remoteEnded = true;
      if (!localEnded) {
        return;
      }
    }
    connection.forget(this);
  }

  /// The peer has reset the stream, or the connection is gone.
  void broken(String reason, boolean failed) {
    reset = true;
    if (failed) {
      in.fail(new IOException(reason));
    } else {
      in.end();
    }
    replied.countDown();
  }

  private final class Out extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      Objects.checkFromIndexSize(start, length, bytes.length);
      for (int done = 0; done < length; done += FRAME) {
        if (reset || isEnded()) {
          throw new IOException("stream closed");
        }
        connection.sendData(id, bytes, start + done, Math.min(FRAME, length - done), false);
      }
    }

    private boolean isEnded() {
      synchronized (SpdyStream.this) {
        return localEnded;
      }
    }

    @Override
    public void close() throws IOException {
      boolean both;
      synchronized (SpdyStream.this) {
        if (localEnded) {
          return;
        }
        localEnded = true;
        both = remoteEnded;
      }
      if (!reset) {
        connection.sendData(id, new byte[0], 0, 0, true);
      }
      if (both) {
        connection.forget(SpdyStream.this);
      }
    }
  }
}
