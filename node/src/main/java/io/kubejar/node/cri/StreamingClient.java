package io.kubejar.node.cri;

import io.kubejar.http.ClientRequest;
import io.kubejar.http.HttpClient;
import io.kubejar.http.remote.ForwardedConnection;
import io.kubejar.http.remote.PortForwardClient;
import io.kubejar.http.remote.RemoteCommandClient;
import io.kubejar.http.remote.RemoteCommandOptions;
import io.kubejar.http.remote.RemoteCommandSession;
import io.kubejar.http.remote.TerminalSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Connects to the URLs that a runtime gives for exec, attach and port-forward: SPDY over plain
/// HTTP, on the loopback interface.
final class StreamingClient implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.builder().connectTimeout(CONNECT).build();

  private static ClientRequest request(String url) throws IOException {
    URI uri = URI.create(url);
    if (!"http".equals(uri.getScheme())) {
      throw new IOException(
          "the runtime's streaming server is not on plain HTTP: " + uri.getScheme());
    }
    return ClientRequest.of("POST", uri).withResponseTimeout(CONNECT);
  }

  ContainerStreams command(String url, RemoteCommandOptions options) throws IOException {
    return new Command(RemoteCommandClient.overSpdy(http, request(url), options));
  }

  PortStreams port(String url, int port) throws IOException {
    var client = PortForwardClient.overSpdy(http, request(url));
    try {
      return new Port(client, client.open(port));
    } catch (IOException | RuntimeException e) {
      client.close();
      throw e;
    }
  }

  @Override
  public void close() {
    http.close();
  }

  private record Command(RemoteCommandSession session) implements ContainerStreams {

    @Override
    public OutputStream stdin() {
      return session.stdin();
    }

    @Override
    public InputStream stdout() {
      return session.stdout();
    }

    @Override
    public InputStream stderr() {
      return session.stderr();
    }

    @Override
    public void resize(int columns, int rows) throws IOException {
      session.resize(new TerminalSize(columns, rows));
    }

    @Override
    public byte[] awaitStatus() throws IOException {
      return session.status();
    }

    @Override
    public void close() {
      session.close();
    }
  }

  private record Port(PortForwardClient client, ForwardedConnection connection)
      implements PortStreams {

    @Override
    public OutputStream output() {
      return connection.out();
    }

    @Override
    public InputStream input() {
      return connection.in();
    }

    @Override
    public String awaitError() throws IOException {
      return new String(connection.error(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
