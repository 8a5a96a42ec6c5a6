package io.kubejar.http.remote;

import io.kubejar.http.Headers;
import io.kubejar.http.SpdyConnection;
import io.kubejar.http.SpdyStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// The asking end of a command over SPDY.
final class SpdyCommandSession implements RemoteCommandSession {
  private final SpdyConnection connection;
  private final String protocol;
  private final SpdyStream error;
  private final @Nullable SpdyStream stdin;
  private final @Nullable SpdyStream stdout;
  private final @Nullable SpdyStream stderr;
  private final @Nullable SpdyStream resize;

  SpdyCommandSession(SpdyConnection connection, String protocol, RemoteCommandOptions options)
      throws IOException {
    this.connection = connection;
    this.protocol = protocol;
    this.error = open("error");
    error.out().close();
    this.stdin = options.stdin() ? open("stdin") : null;
    this.stdout = options.stdout() ? open("stdout") : null;
    this.stderr = options.stderr() ? open("stderr") : null;
    boolean resizes =
        options.tty() && !protocol.equals(Protocols.V1) && !protocol.equals(Protocols.V2);
    this.resize = resizes ? open("resize") : null;
  }

  private SpdyStream open(String type) throws IOException {
    return connection.open(Headers.of(Protocols.STREAM_TYPE, type));
  }

  @Override
  public String protocol() {
    return protocol;
  }

  @Override
  public OutputStream stdin() {
    return stdin == null ? OutputStream.nullOutputStream() : stdin.out();
  }

  @Override
  public InputStream stdout() {
    return stdout == null ? InputStream.nullInputStream() : stdout.in();
  }

  @Override
  public InputStream stderr() {
    return stderr == null ? InputStream.nullInputStream() : stderr.in();
  }

  @Override
  public void resize(TerminalSize size) throws IOException {
    if (resize != null) {
      resize.out().write(TerminalSizes.encode(size));
    }
  }

  @Override
  public byte[] status() throws IOException {
    return error.in().readAllBytes();
  }

  @Override
  public void close() {
    connection.close();
  }
}
