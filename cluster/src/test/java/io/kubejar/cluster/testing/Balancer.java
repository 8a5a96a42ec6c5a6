package io.kubejar.cluster.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// What stands before several servers where a load balancer does: each connection goes to the next
/// server that takes one, and knows nothing of what is said on it.
final class Balancer implements AutoCloseable {
  private static final int LIMIT_MILLIS = 1000;

  private final List<InetSocketAddress> servers;
  private final ServerSocket listening;
  private final AtomicInteger turn = new AtomicInteger();

  private Balancer(List<InetSocketAddress> servers, ServerSocket listening) {
    this.servers = servers;
    this.listening = listening;
  }

  /// Begins to listen on the loopback.
  static Balancer start(List<InetSocketAddress> servers) throws IOException {
    var balancer =
        new Balancer(servers, new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(balancer::accept);
    return balancer;
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = connect()) {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread back = Thread.ofVirtual().start(() -> copy(server, client));
      copy(client, server);
      back.join();
    } catch (IOException e) {
      // Nobody takes it, which the client sees.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Socket connect() throws IOException {
    int first = turn.getAndIncrement();
    IOException last = new IOException("no server");
    for (int i = 0; i < servers.size(); i++) {
      var socket = new Socket();
      try {
        socket.connect(servers.get(Math.floorMod(first + i, servers.size())), LIMIT_MILLIS);
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // The other side ended it.
      try {
        from.close();
        to.close();
      } catch (IOException _) {
        // Both are gone.
      }
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
