package io.kubejar.node.cri;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A connection to a port over SPDY, by the protocol `portforward.k8s.io`.
final class SpdyPortStreams implements PortStreams {

  private final SpdyConnection connection;
  private final SpdyStream error;
  private final SpdyStream data;

  private SpdyPortStreams(SpdyConnection connection, int port) throws IOException {
    this.connection = connection;
    error = stream("error", port);
    // Nothing is sent on the error stream, and the server waits for that to be said.
    error.output().close();
    data = stream("data", port);
  }

  static SpdyPortStreams open(String url, int port) throws IOException {
    var connection = SpdyConnection.open(url, "portforward.k8s.io");
    try {
      return new SpdyPortStreams(connection, port);
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  private SpdyStream stream(String type, int port) throws IOException {
    return connection.open(
        Map.of("streamtype", type, "port", Integer.toString(port), "requestid", "0"), true);
  }

  @Override
  public OutputStream output() {
    return data.output();
  }

  @Override
  public InputStream input() {
    return data.input();
  }

  @Override
  public String awaitError() throws IOException {
    return new String(error.input().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    connection.close();
  }
}
