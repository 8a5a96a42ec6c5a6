package io.kubejar.http.remote;

import io.kubejar.http.WebSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// The serving end of a command over WebSocket channels 0 to 4.
final class WebSocketCommandStreams implements RemoteCommandStreams {
  static final int STDIN = 0;
  static final int STDOUT = 1;
  static final int STDERR = 2;
  static final int ERROR = 3;
  static final int RESIZE = 4;
  static final int CHANNELS = 5;

  private final String protocol;
  private final RemoteCommandOptions options;
  private final ChannelSocket channels;
  private final InputStream stdin;
  private final OutputStream stdout;
  private final OutputStream stderr;
  private final TerminalSizes sizes;
  private final CloseActions closeActions = new CloseActions();

  WebSocketCommandStreams(WebSocket socket, RemoteCommandOptions options) throws IOException {
    this.protocol = socket.subprotocol().isEmpty() ? Protocols.V1 : socket.subprotocol();
    this.options = options;
    this.channels =
        options.stdin()
            ? new ChannelSocket(socket, CHANNELS, STDIN, RESIZE)
            : new ChannelSocket(socket, CHANNELS, RESIZE);
    this.stdin = options.stdin() ? channels.in(STDIN) : InputStream.nullInputStream();
    this.stdout = output(options.stdout(), STDOUT);
    this.stderr = output(options.stderr(), STDERR);
    this.sizes = new TerminalSizes(channels.in(RESIZE));
    channels.start(closeActions::run);
    // Tells the client that the connection stands.
    int lowest = options.stdout() ? STDOUT : options.stderr() ? STDERR : ERROR;
    channels.send(lowest, new byte[0], 0, 0);
  }

  private OutputStream output(boolean wanted, int channel) {
    if (!wanted) {
      return OutputStream.nullOutputStream();
    }
    // Servers do not signal the end of an output: clients take it from the close message.
    var out = channels.out(channel);
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        out.write(b);
      }

      @Override
      public void write(byte[] bytes, int start, int length) throws IOException {
        out.write(bytes, start, length);
      }
    };
  }

  @Override
  public String protocol() {
    return protocol;
  }

  @Override
  public RemoteCommandOptions options() {
    return options;
  }

  @Override
  public InputStream stdin() {
    return stdin;
  }

  @Override
  public OutputStream stdout() {
    return stdout;
  }

  @Override
  public OutputStream stderr() {
    return stderr;
  }

  @Override
  public @Nullable TerminalSize nextSize() throws IOException {
    return sizes.next();
  }

  @Override
  public void writeStatus(byte[] status) throws IOException {
    channels.send(ERROR, status, 0, status.length);
  }

  @Override
  public void onClose(Runnable action) {
    closeActions.add(action);
  }

  @Override
  public void close() {
    channels.finish(Protocols.LINGER);
  }
}
