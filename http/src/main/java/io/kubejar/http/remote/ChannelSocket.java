package io.kubejar.http.remote;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.kubejar.http.BytePipe;
import io.kubejar.http.WebSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/// Numbered byte channels on one WebSocket: each message begins with its channel's number, in
/// binary, or as a digit before base64 text. From v5 on the message `255 n` ends channel n.
final class ChannelSocket implements AutoCloseable {
  private static final int END = 255;
  private static final int BUFFER = 1024 * 1024;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final WebSocket socket;
  private final boolean base64;
  private final boolean signalsEnd;
  private final BytePipe[] incoming;
  private final Thread reader;
  private volatile Runnable onClose = () -> {};

  /// @param channels their number
  /// @param read which of them are read; what comes on others is dropped
  ChannelSocket(WebSocket socket, int channels, int... read) {
    this.socket = socket;
    this.base64 = socket.subprotocol().contains("base64");
    this.signalsEnd = socket.subprotocol().equals(Protocols.V5);
    this.incoming = new BytePipe[channels];
    for (int i = 0; i < channels; i++) {
      incoming[i] = new BytePipe(BUFFER);
      incoming[i].close();
    }
    for (int channel : read) {
      incoming[channel] = new BytePipe(BUFFER);
    }
    this.reader =
        Thread.ofVirtual()
            .name("channels-reader-" + NUMBER.getAndIncrement())
            .unstarted(this::read);
  }

  /// Starts to take messages; the action runs once the socket has ended.
  void start(Runnable onClose) {
    this.onClose = onClose;
    reader.start();
  }

  private void read() {
    boolean normal = false;
    try {
      while (true) {
        switch (socket.receive()) {
          case WebSocket.Message.Binary(byte[] bytes) -> take(bytes);
          case WebSocket.Message.Text(String text) -> take(text.getBytes(ISO_8859_1));
          case WebSocket.Message.Closed(int code, String _) -> {
            normal = code == WebSocket.NORMAL || code == 1005;
            return;
          }
        }
      }
    } catch (IOException | IllegalArgumentException _) {
      socket.sendClose(WebSocket.PROTOCOL_ERROR, "malformed message");
    } finally {
      for (BytePipe pipe : incoming) {
        if (normal) {
          pipe.end();
        } else {
          pipe.fail(new IOException("WebSocket ended abnormally"));
        }
      }
      socket.close();
      onClose.run();
    }
  }

  private void take(byte[] message) throws IOException {
    if (message.length == 0) {
      return;
    }
    int channel = message[0] & 0xff;
    byte[] payload = java.util.Arrays.copyOfRange(message, 1, message.length);
    if (base64) {
      channel -= '0';
      payload = Base64.getDecoder().decode(payload);
    } else if (signalsEnd && channel == END) {
      if (payload.length > 0 && (payload[0] & 0xff) < incoming.length) {
        incoming[payload[0] & 0xff].end();
      }
      return;
    }
    if (channel >= 0 && channel < incoming.length) {
      incoming[channel].put(payload);
    }
  }

  InputStream in(int channel) {
    return incoming[channel];
  }

  /// Every write is a message; closing tells the peer where the protocol can.
  OutputStream out(int channel) {
    return new Out(channel);
  }

  void send(int channel, byte[] bytes, int start, int length) throws IOException {
    if (base64) {
      byte[] part = java.util.Arrays.copyOfRange(bytes, start, start + length);
      socket.sendText((char) ('0' + channel) + Base64.getEncoder().encodeToString(part));
    } else {
      socket.sendBinary(new byte[] {(byte) channel}, bytes, start, length);
    }
  }

  boolean signalsEnd() {
    return signalsEnd;
  }

  /// Sends the close message and waits for the peer's, up to the time.
  void finish(Duration time) {
    socket.sendClose(WebSocket.NORMAL, "");
    // What the peer still sends must not hold its close message up.
    for (BytePipe pipe : incoming) {
      pipe.close();
    }
    try {
      reader.join(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    socket.close();
  }

  @Override
  public void close() {
    socket.close();
  }

  private final class Out extends OutputStream {
    private final int channel;
    private boolean closed;

    Out(int channel) {
      this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      Objects.checkFromIndexSize(start, length, bytes.length);
      if (closed) {
        throw new IOException("stream closed");
      }
      if (length > 0) {
        send(channel, bytes, start, length);
      }
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        if (signalsEnd) {
          socket.sendBinary(new byte[] {(byte) END, (byte) channel});
        }
      }
    }
  }
}
