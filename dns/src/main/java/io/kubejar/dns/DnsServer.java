package io.kubejar.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Answers DNS queries by datagram and by stream on one address.
///
/// One thread receives; what the zone knows is answered at once, each query on a virtual thread of
/// its own since others may have to be asked. At most so many are under way; more are dropped, as
/// askers expect of a busy server.
public final class DnsServer implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.kubejar.dns");
  private static final int AT_ONCE = 1_024;
  private static final int STREAMS = 128;
  private static final int IDLE_MILLIS = 10_000;

  private final Responder responder;
  private final DatagramSocket datagrams;
  private final ServerSocket streams;
  private final Semaphore queries = new Semaphore(AT_ONCE);
  private final Semaphore connections = new Semaphore(STREAMS);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Thread datagramThread;
  private final Thread streamThread;
  private volatile boolean closed;

  private DnsServer(Responder responder, DatagramSocket datagrams, ServerSocket streams) {
    this.responder = responder;
    this.datagrams = datagrams;
    this.streams = streams;
    this.datagramThread = Thread.ofVirtual().name("dns-udp").start(this::receive);
    this.streamThread = Thread.ofVirtual().name("dns-tcp").start(this::accept);
  }

  /// Starts a server on an address; port 0 picks a free one for both protocols.
  public static DnsServer start(Responder responder, InetSocketAddress address) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return bind(responder, address);
      } catch (BindException e) {
        // a free port for streams may be taken for datagrams
        if (address.getPort() != 0 || attempt == 20) {
          throw e;
        }
      }
    }
  }

  private static DnsServer bind(Responder responder, InetSocketAddress address) throws IOException {
    ServerSocket streams = new ServerSocket();
    try {
      streams.bind(address);
      InetSocketAddress same = new InetSocketAddress(address.getAddress(), streams.getLocalPort());
      return new DnsServer(responder, new DatagramSocket(same), streams);
    } catch (IOException e) {
      streams.close();
      throw e;
    }
  }

  /// The port.
  public int port() {
    return streams.getLocalPort();
  }

  private void receive() {
    byte[] buffer = new byte[4_096];
    while (!closed) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        datagrams.receive(packet);
      } catch (IOException e) {
        if (!closed) {
          LOG.log(Level.WARNING, "receiving a query failed", e);
          pause();
        }
        continue;
      }
      if (!queries.tryAcquire()) {
        continue;
      }
      byte[] query =
          java.util.Arrays.copyOfRange(
              packet.getData(), packet.getOffset(), packet.getOffset() + packet.getLength());
      var asker = packet.getSocketAddress();
      Thread.ofVirtual()
          .name("dns-query")
          .start(
              () -> {
                try {
                  byte[] reply = responder.reply(query, true);
                  if (reply != null) {
                    datagrams.send(new DatagramPacket(reply, reply.length, asker));
                  }
                } catch (IOException | RuntimeException e) {
                  LOG.log(Level.DEBUG, "query not answered", e);
                } finally {
                  queries.release();
                }
              });
    }
  }

  private void accept() {
    while (!closed) {
      try {
        Socket socket = streams.accept();
        if (!connections.tryAcquire()) {
          socket.close();
          continue;
        }
        Thread.ofVirtual().name("dns-stream").start(() -> serve(socket));
      } catch (IOException e) {
        if (!closed) {
          LOG.log(Level.WARNING, "accepting a connection failed", e);
          pause();
        }
      }
    }
  }

  /// Keeps a lasting failure from filling the log.
  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Socket socket) {
    open.add(socket);
    try (socket) {
      socket.setSoTimeout(IDLE_MILLIS);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      while (!closed) {
        byte[] query = new byte[in.readUnsignedShort()];
        in.readFully(query);
        byte[] reply = responder.reply(query, false);
        if (reply == null) {
          return;
        }
        byte[] framed = new byte[reply.length + 2];
        framed[0] = (byte) (reply.length >>> 8);
        framed[1] = (byte) reply.length;
        System.arraycopy(reply, 0, framed, 2, reply.length);
        out.write(framed);
        out.flush();
      }
    } catch (IOException e) {
      // the asker is gone or idle
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "query not answered", e);
    } finally {
      open.remove(socket);
      connections.release();
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    datagrams.close();
    try {
      streams.close();
      for (Socket socket : open) {
        socket.close();
      }
      datagramThread.join(2_000);
      streamThread.join(2_000);
      // those under way wait for others no longer than these take
      if (!queries.tryAcquire(AT_ONCE, 5, TimeUnit.SECONDS)) {
        LOG.log(Level.DEBUG, "queries are still under way");
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
