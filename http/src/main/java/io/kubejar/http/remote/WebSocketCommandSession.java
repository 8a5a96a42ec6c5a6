package io.kubejar.http.remote;

import io.kubejar.http.WebSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The asking end of a command over WebSocket channels.
final class WebSocketCommandSession implements RemoteCommandSession {
  private final String protocol;
  private final RemoteCommandOptions options;
  private final ChannelSocket channels;
  private final OutputStream stdin;

  WebSocketCommandSession(WebSocket socket, RemoteCommandOptions options) {
    this.protocol = socket.subprotocol();
    this.options = options;
    this.channels =
        new ChannelSocket(
            socket,
            WebSocketCommandStreams.CHANNELS,
            WebSocketCommandStreams.STDOUT,
            WebSocketCommandStreams.STDERR,
            WebSocketCommandStreams.ERROR);
    this.stdin =
        options.stdin()
            ? channels.out(WebSocketCommandStreams.STDIN)
            : OutputStream.nullOutputStream();
    channels.start(() -> {});
  }

  @Override
  public String protocol() {
    return protocol;
  }

  @Override
  public OutputStream stdin() {
    return stdin;
  }

  @Override
  public InputStream stdout() {
    return options.stdout()
        ? channels.in(WebSocketCommandStreams.STDOUT)
        : InputStream.nullInputStream();
  }

  @Override
  public InputStream stderr() {
    return options.stderr()
        ? channels.in(WebSocketCommandStreams.STDERR)
        : InputStream.nullInputStream();
  }

  @Override
  public void resize(TerminalSize size) throws IOException {
    byte[] bytes = TerminalSizes.encode(size);
    channels.send(WebSocketCommandStreams.RESIZE, bytes, 0, bytes.length);
  }

  @Override
  public byte[] status() throws IOException {
    return channels.in(WebSocketCommandStreams.ERROR).readAllBytes();
  }

  @Override
  public void close() {
    channels.close();
  }
}
