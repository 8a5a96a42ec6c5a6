package io.kubejar.http.remote;

import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import io.kubejar.http.SpdyConnection;
import io.kubejar.http.SpdyStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The serving end of a command over SPDY, a stream for each part.
final class SpdyCommandStreams implements RemoteCommandStreams {
  private final SpdyConnection connection;
  private final String protocol;
  private final RemoteCommandOptions options;
  private final Map<String, SpdyStream> streams;
  private final @Nullable TerminalSizes sizes;
  private final CloseActions closeActions = new CloseActions();

  private SpdyCommandStreams(
      SpdyConnection connection,
      String protocol,
      RemoteCommandOptions options,
      Map<String, SpdyStream> streams) {
    this.connection = connection;
    this.protocol = protocol;
    this.options = options;
    this.streams = streams;
    var resize = streams.get("resize");
    this.sizes = resize == null ? null : new TerminalSizes(resize.in());
  }

  static SpdyCommandStreams accept(
      Exchange exchange, String negotiated, RemoteCommandOptions options) throws IOException {
    var headers =
        negotiated.isEmpty() ? Headers.empty() : Headers.of(Protocols.VERSION_HEADER, negotiated);
    var connection = SpdyConnection.accept(exchange, headers);
    try {
      String protocol = negotiated.isEmpty() ? Protocols.V1 : negotiated;
      boolean resizes =
          options.tty() && !protocol.equals(Protocols.V1) && !protocol.equals(Protocols.V2);
      int expected =
          1
              + (options.stdin() ? 1 : 0)
              + (options.stdout() ? 1 : 0)
              + (options.stderr() ? 1 : 0)
              + (resizes ? 1 : 0);
      var streams = collect(connection, expected);
      var built = new SpdyCommandStreams(connection, protocol, options, streams);
      exchange.onClose(built.closeActions::run);
      return built;
    } catch (IOException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
  }

  private static Map<String, SpdyStream> collect(SpdyConnection connection, int expected)
      throws IOException {
    var streams = new HashMap<String, SpdyStream>();
    long deadline = System.nanoTime() + Protocols.STREAM_CREATION.toNanos();
    while (streams.size() < expected) {
      long left = deadline - System.nanoTime();
      var stream = connection.accept(Duration.ofNanos(Math.max(0, left)));
      if (stream == null) {
        throw new IOException(
            connection.isOpen()
                ? "timed out waiting for client to create streams"
                : "client has gone before it created its streams");
      }
      String type = stream.headers().first(Protocols.STREAM_TYPE, "");
      switch (type) {
        case "error", "stdin", "stdout", "stderr", "resize" -> streams.put(type, stream);
        default -> stream.reset();
      }
    }
    return Map.copyOf(streams);
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
    var stream = streams.get("stdin");
    return stream == null ? InputStream.nullInputStream() : stream.in();
  }

  @Override
  public OutputStream stdout() {
    return output("stdout");
  }

  @Override
  public OutputStream stderr() {
    return output("stderr");
  }

  private OutputStream output(String type) {
    var stream = streams.get(type);
    return stream == null ? OutputStream.nullOutputStream() : stream.out();
  }

  @Override
  public @Nullable TerminalSize nextSize() throws IOException {
    return sizes == null ? null : sizes.next();
  }

  @Override
  public void writeStatus(byte[] status) throws IOException {
    var error = streams.get("error");
    if (error != null && status.length > 0) {
      error.out().write(status);
    }
  }

  @Override
  public void onClose(Runnable action) {
    closeActions.add(action);
  }

  @Override
  public void close() {
    streams.values().forEach(SpdyStream::close);
    connection.finish(Protocols.LINGER);
    closeActions.run();
  }
}
