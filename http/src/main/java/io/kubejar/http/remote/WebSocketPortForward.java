package io.kubejar.http.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubejar.http.WebSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// The serving end of port forwarding over WebSocket channels: for the n-th port, channel 2n
/// carries the data and 2n+1 the error, and each begins with the port in two bytes, low one first.
final class WebSocketPortForward {
  private final WebSocket socket;
  private final List<Integer> ports;
  private final PortForwardServer.Forwarder forwarder;

  WebSocketPortForward(
      WebSocket socket, List<Integer> ports, PortForwardServer.Forwarder forwarder) {
    this.socket = socket;
    this.ports = List.copyOf(ports);
    this.forwarder = forwarder;
  }

  void run() throws IOException {
    int[] read = new int[ports.size()];
    for (int i = 0; i < read.length; i++) {
      read[i] = 2 * i;
    }
    var channels = new ChannelSocket(socket, 2 * ports.size(), read);
    channels.start(() -> {});
    try (channels) {
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < ports.size(); i++) {
        int port = ports.get(i);
        byte[] announcement = {(byte) port, (byte) (port >> 8)};
        channels.send(2 * i, announcement, 0, 2);
        channels.send(2 * i + 1, announcement, 0, 2);
        var connection = new Channels(channels, i, port);
        threads.add(
            Thread.ofVirtual().name("port-forward-" + port).start(() -> forward(connection)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      channels.finish(Protocols.LINGER);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private void forward(Channels connection) {
    try (connection) {
      forwarder.forward(connection);
    } catch (Exception failed) {
      try {
        connection.writeError(String.valueOf(failed.getMessage()).getBytes(UTF_8));
      } catch (IOException _) {
        // The client has gone.
      }
    }
  }

  private static final class Channels implements ForwardedConnection {
    private final ChannelSocket channels;
    private final int index;
    private final int port;
    private final OutputStream out;

    Channels(ChannelSocket channels, int index, int port) {
      this.channels = channels;
      this.index = index;
      this.port = port;
      this.out = channels.out(2 * index);
    }

    @Override
    public int port() {
      return port;
    }

    @Override
    public InputStream in() {
      return channels.in(2 * index);
    }

    @Override
    public OutputStream out() {
      return out;
    }

    @Override
    public void writeError(byte[] message) throws IOException {
      channels.send(2 * index + 1, message, 0, message.length);
    }

    @Override
    public byte[] error() {
      return new byte[0];
    }

    @Override
    public void close() {
      try {
        in().close();
      } catch (IOException _) {
        // Nobody reads it any more.
      }
    }
  }
}
