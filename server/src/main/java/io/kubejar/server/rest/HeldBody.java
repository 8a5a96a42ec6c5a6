package io.kubejar.server.rest;

import io.kubejar.http.BodyTooLargeException;
import io.kubejar.server.spi.Failures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/// The body of a request, held while it is passed on. What all of them hold together is bounded;
/// beyond that clients are told to come again.
final class HeldBody implements AutoCloseable {
  private static final int PIECE = 64 * 1024;
  private static final long LARGEST_SUM = 256L * 1024 * 1024;

  /// The pieces that may still be held, of all requests.
  private static final Semaphore ROOM =
      new Semaphore((int) (Math.min(LARGEST_SUM, Runtime.getRuntime().maxMemory() / 4) / PIECE));

  private final Semaphore room;
  private final byte[] bytes;
  private int pieces;

  private HeldBody(Semaphore room, InputStream body, int limit) throws IOException {
    this.room = room;
    try {
      this.bytes = read(body, limit);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /// Reads a body.
  ///
  /// @throws BodyTooLargeException beyond the limit
  static HeldBody of(InputStream body, int limit) throws IOException {
    return new HeldBody(ROOM, body, limit);
  }

  /// @param room the pieces that may still be held
  static HeldBody of(InputStream body, int limit, Semaphore room) throws IOException {
    return new HeldBody(room, body, limit);
  }

  byte[] bytes() {
    return bytes;
  }

  private byte[] read(InputStream in, int limit) throws IOException {
    int first = in.read();
    if (first < 0) {
      return new byte[0];
    }
    var read = new ByteArrayOutputStream();
    read.write(first);
    byte[] buffer = new byte[8192];
    do {
      if (read.size() > (long) pieces * PIECE) {
        if (!room.tryAcquire()) {
          throw Failures.tooManyRequests(
              "too many bodies of requests are being passed on, please try again later", 1);
        }
        pieces++;
      }
      int more = in.read(buffer);
      if (more < 0) {
        return read.toByteArray();
      }
      read.write(buffer, 0, more);
    } while (read.size() <= limit);
    throw new BodyTooLargeException(limit);
  }

  @Override
  public void close() {
    room.release(pieces);
    pieces = 0;
  }
}
