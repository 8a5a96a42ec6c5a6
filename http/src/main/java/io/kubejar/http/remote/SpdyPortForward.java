package io.kubejar.http.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubejar.http.SpdyConnection;
import io.kubejar.http.SpdyStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The serving end of port forwarding over SPDY: an error and a data stream, paired by their
/// request id, make a connection.
final class SpdyPortForward {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private record Waiting(SpdyStream stream, long since) {}

  private final SpdyConnection connection;
  private final PortForwardServer.Forwarder forwarder;
  private final Map<String, Waiting> waiting = new HashMap<>();
  private final String name = "port-forward-" + NUMBER.getAndIncrement() + "-";

  SpdyPortForward(SpdyConnection connection, PortForwardServer.Forwarder forwarder) {
    this.connection = connection;
    this.forwarder = forwarder;
  }

  void run() throws IOException {
    try (connection) {
      while (connection.isOpen()) {
        var stream = connection.accept(Duration.ofSeconds(5));
        if (stream != null) {
          take(stream);
        }
        expire();
      }
    }
  }

  private void take(SpdyStream stream) {
    String type = stream.headers().first(Protocols.STREAM_TYPE, "");
    int port = PortForwardServer.parsePort(stream.headers().first(Protocols.PORT, ""));
    if (port == 0 || !(type.equals("data") || type.equals("error"))) {
      stream.reset();
      return;
    }
    String request = requestId(stream, type);
    var partner = waiting.remove(request);
    if (partner == null) {
      waiting.put(request, new Waiting(stream, System.nanoTime()));
      return;
    }
    boolean data = type.equals("data");
    if (data == partner.stream().headers().first(Protocols.STREAM_TYPE, "").equals("data")) {
      stream.reset();
      partner.stream().reset();
      return;
    }
    var pair = new Pair(data ? stream : partner.stream(), data ? partner.stream() : stream, port);
    Thread.ofVirtual().name(name + request).start(() -> forward(pair));
  }

  /// Old clients number nothing; their error stream comes just before the data stream.
  private static String requestId(SpdyStream stream, String type) {
    var id = stream.headers().first(Protocols.REQUEST_ID);
    if (id != null && !id.isEmpty()) {
      return id;
    }
    return Integer.toString(type.equals("error") ? stream.id() : stream.id() - 2);
  }

  private void expire() {
    long now = System.nanoTime();
    Iterator<Waiting> all = waiting.values().iterator();
    while (all.hasNext()) {
      var one = all.next();
      if (now - one.since() > Protocols.STREAM_CREATION.toNanos()) {
        one.stream().reset();
        all.remove();
      }
    }
  }

  private void forward(Pair pair) {
    try (pair) {
      forwarder.forward(pair);
    } catch (Exception failed) {
      try {
        pair.writeError(String.valueOf(failed.getMessage()).getBytes(UTF_8));
      } catch (IOException _) {
        // The client has gone.
      }
    } finally {
      pair.end();
    }
  }

  /// The two streams of a connection.
  static final class Pair implements ForwardedConnection {
    private final SpdyStream data;
    private final SpdyStream error;
    private final int port;

    Pair(SpdyStream data, SpdyStream error, int port) {
      this.data = data;
      this.error = error;
      this.port = port;
    }

    @Override
    public int port() {
      return port;
    }

    @Override
    public InputStream in() {
      return data.in();
    }

    @Override
    public OutputStream out() {
      return data.out();
    }

    @Override
    public void writeError(byte[] message) throws IOException {
      error.out().write(message);
    }

    @Override
    public byte[] error() throws IOException {
      return error.in().readAllBytes();
    }

    @Override
    public void close() {
      data.close();
    }

    /// Closes the error stream too, which tells a client that all is said.
    void end() {
      error.close();
    }
  }
}
