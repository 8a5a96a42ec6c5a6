package io.kubejar.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/// A byte connection tunnelled through the binary messages of a WebSocket.
public final class WebSocketBytes implements ByteConnection {
  private final WebSocket socket;
  private final In in = new In();
  private final Out out = new Out();

  public WebSocketBytes(WebSocket socket) {
    this.socket = socket;
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return out;
  }

  @Override
  public boolean isOpen() {
    return socket.isOpen();
  }

  @Override
  public void close() {
    socket.close();
  }

  private final class In extends InputStream {
    private byte[] current = {};
    private int offset;

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
      while (offset == current.length) {
        switch (socket.receive()) {
          case WebSocket.Message.Binary(byte[] bytes) -> {
            current = bytes;
            offset = 0;
          }
          case WebSocket.Message.Text _ -> {
            socket.sendClose(WebSocket.PROTOCOL_ERROR, "text in a binary tunnel");
            throw new IOException("text in a binary tunnel");
          }
          case WebSocket.Message.Closed _ -> {
            return -1;
          }
        }
      }
      int n = Math.min(length, current.length - offset);
      System.arraycopy(current, offset, target, start, n);
      offset += n;
      return n;
    }
  }

  private final class Out extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      socket.sendBinary(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      if (length > 0) {
        socket.sendBinary(new byte[0], bytes, start, length);
      }
    }

    @Override
    public void close() {
      WebSocketBytes.this.close();
    }
  }
}
