package io.kubejar.node.cri;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A command's streams over SPDY, by the protocol `v4.channel.k8s.io`.
final class SpdyContainerStreams implements ContainerStreams {

  private static final String PROTOCOL = "v4.channel.k8s.io";

  private final SpdyConnection connection;
  private final SpdyStream status;
  private final @Nullable SpdyStream stdin;
  private final @Nullable SpdyStream stdout;
  private final @Nullable SpdyStream stderr;
  private final @Nullable SpdyStream resize;

  private SpdyContainerStreams(
      SpdyConnection connection, boolean stdin, boolean stdout, boolean stderr, boolean terminal)
      throws IOException {
    this.connection = connection;
    status = open("error", true);
    this.stdin = stdin ? open("stdin", false) : null;
    this.stdout = stdout ? open("stdout", true) : null;
    this.stderr = stderr && !terminal ? open("stderr", true) : null;
    resize = terminal ? open("resize", false) : null;
  }

  static SpdyContainerStreams open(
      String url, boolean stdin, boolean stdout, boolean stderr, boolean terminal)
      throws IOException {
    var connection = SpdyConnection.open(url, PROTOCOL);
    try {
      return new SpdyContainerStreams(connection, stdin, stdout, stderr, terminal);
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  private SpdyStream open(String type, boolean readable) throws IOException {
    return connection.open(Map.of("streamtype", type), readable);
  }

  @Override
  public OutputStream stdin() {
    return stdin == null ? closedOutput() : stdin.output();
  }

  private static OutputStream closedOutput() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("stdin was not asked for");
      }
    };
  }

  @Override
  public InputStream stdout() {
    return stdout == null ? InputStream.nullInputStream() : stdout.input();
  }

  @Override
  public InputStream stderr() {
    return stderr == null ? InputStream.nullInputStream() : stderr.input();
  }

  @Override
  public void resize(int columns, int rows) throws IOException {
    if (resize != null) {
      String size = "{\"Width\":" + columns + ",\"Height\":" + rows + "}\n";
      resize.output().write(size.getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Override
  public byte[] awaitStatus() throws IOException {
    return status.input().readAllBytes();
  }

  @Override
  public void close() {
    connection.close();
  }
}
