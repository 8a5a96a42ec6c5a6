package io.kubejar.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Objects;

/// The body of a response on a client's connection, by whichever of HTTP/1.1's framings.
final class ClientBody extends InputStream {
  private static final long UNTIL_CLOSE = -1;
  private static final int LINE_LIMIT = 8 * 1024;

  private final ClientConnection connection;
  private final InputStream in;
  private final boolean chunked;

  /// Bytes left of the body or of the current chunk.
  private long left;

  private boolean firstChunk = true;
  private boolean complete;
  private volatile boolean reading;

  ClientBody(ClientConnection connection, ClientConnection.Head head, String method)
      throws ProtocolException {
    this.connection = connection;
    this.in = connection.in();
    int status = head.status();
    if (method.equals("HEAD") || status == 204 || status == 304) {
      chunked = false;
      complete = true;
      return;
    }
    chunked = head.headers().hasToken("transfer-encoding", "chunked");
    String length = head.headers().first("content-length");
    if (!chunked) {
      try {
        left = length == null ? UNTIL_CLOSE : Long.parseLong(length);
      } catch (NumberFormatException _) {
        throw new ProtocolException("malformed content-length");
      }
      complete = left == 0;
    }
  }

  /// Reads what is left when it has arrived already.
  ///
  /// @return whether the body is at its end, so that the connection can be used again
  boolean finish() {
    if (reading) {
      return false;
    }
    try {
      connection.timeout(Duration.ofMillis(100));
      byte[] rest = new byte[4096];
      int tries = 8;
      while (!complete && in.available() > 0 && tries-- > 0) {
        if (read(rest, 0, rest.length) < 0) {
          break;
        }
      }
    } catch (IOException _) {
      return false;
    }
    return complete;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int start, int length) throws IOException {
    Objects.checkFromIndexSize(start, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (complete) {
      return -1;
    }
    reading = true;
    try {
      return readMore(target, start, length);
    } finally {
      reading = false;
    }
  }

  private int readMore(byte[] target, int start, int length) throws IOException {
    if (chunked && left == 0 && !nextChunk()) {
      return -1;
    }
    int wanted = left == UNTIL_CLOSE ? length : (int) Math.min(length, left);
    int n = in.read(target, start, wanted);
    if (n < 0) {
      if (left == UNTIL_CLOSE) {
        complete = true;
        return -1;
      }
      throw new EOFException("server closed the connection within the body");
    }
    if (left != UNTIL_CLOSE) {
      left -= n;
      if (left == 0 && !chunked) {
        complete = true;
      }
    }
    return n;
  }

  /// Reads the size of the next chunk, or the end of the body.
  private boolean nextChunk() throws IOException {
    if (!firstChunk) {
      line();
    }
    firstChunk = false;
    String size = line();
    int semicolon = size.indexOf(';');
    String digits = (semicolon < 0 ? size : size.substring(0, semicolon)).strip();
    try {
      left = Long.parseLong(digits, 16);
    } catch (NumberFormatException _) {
      throw new ProtocolException("malformed chunk");
    }
    if (left < 0) {
      throw new ProtocolException("malformed chunk");
    }
    if (left > 0) {
      return true;
    }
    while (!line().isEmpty()) {
      // Trailers mean nothing to anybody here.
    }
    complete = true;
    return false;
  }

  private String line() throws IOException {
    var line = connection.readLine(new int[] {LINE_LIMIT});
    if (line == null) {
      throw new EOFException("server closed the connection within the body");
    }
    return line;
  }

  @Override
  public int available() throws IOException {
    if (complete || (chunked && left == 0)) {
      return 0;
    }
    int now = in.available();
    return left == UNTIL_CLOSE ? now : (int) Math.min(now, left);
  }
}
