package io.kubejar.dns;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Asks the machine's own resolvers what the zone does not know, one after the other.
public final class Forwarder {
  private static final Logger LOG = System.getLogger("io.kubejar.dns");
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int LARGEST = 4_096;

  private final List<InetSocketAddress> resolvers;
  private final Duration timeout;

  /// A forwarder to resolvers; none means that nothing outside the zone is known.
  public Forwarder(List<InetSocketAddress> resolvers) {
    this(resolvers, TIMEOUT);
  }

  /// A forwarder that waits so long for each resolver.
  Forwarder(List<InetSocketAddress> resolvers, Duration timeout) {
    this.resolvers = List.copyOf(resolvers);
    this.timeout = timeout;
  }

  /// The resolvers named in a file in the form of `/etc/resolv.conf`.
  public static Forwarder fromFile(Path file) {
    List<InetSocketAddress> found = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        String[] words = line.strip().split("\\s+");
        if (words.length >= 2 && words[0].equals("nameserver")) {
          try {
            found.add(new InetSocketAddress(InetAddress.ofLiteral(words[1]), 53));
          } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "{0} names a resolver that is no address", file);
          }
        }
      }
    } catch (IOException e) {
      // A machine without the file has no resolvers.
    }
    return new Forwarder(found);
  }

  /// The reply of the first resolver that answers; empty when none does.
  ///
  /// @param datagram whether the asker is told to come again when the reply was cut; otherwise the
  ///   whole is asked for
  public Optional<byte[]> ask(byte[] query, boolean datagram) {
    for (InetSocketAddress resolver : resolvers) {
      try {
        byte[] reply = byDatagram(resolver, query);
        boolean cut = (reply[2] & 0x02) != 0;
        return Optional.of(cut && !datagram ? byStream(resolver, query) : reply);
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "{0} did not answer: {1}", resolver, e.getMessage());
      }
    }
    return Optional.empty();
  }

  private byte[] byDatagram(InetSocketAddress resolver, byte[] query) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(resolver);
      socket.send(new DatagramPacket(query, query.length));
      while (true) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new SocketTimeoutException("no reply in time");
        }
        socket.setSoTimeout((int) left);
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        socket.receive(packet);
        byte[] reply = Arrays.copyOf(packet.getData(), packet.getLength());
        // anything else is late, or made up
        if (answers(query, reply)) {
          return reply;
        }
      }
    }
  }

  private byte[] byStream(InetSocketAddress resolver, byte[] query) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(resolver, (int) timeout.toMillis());
      socket.setSoTimeout((int) timeout.toMillis());
      byte[] framed = new byte[query.length + 2];
      framed[0] = (byte) (query.length >>> 8);
      framed[1] = (byte) query.length;
      System.arraycopy(query, 0, framed, 2, query.length);
      socket.getOutputStream().write(framed);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] reply = new byte[in.readUnsignedShort()];
      in.readFully(reply);
      if (!answers(query, reply)) {
        throw new IOException("the reply is to another query");
      }
      return reply;
    }
  }

  private static boolean answers(byte[] query, byte[] reply) {
    return reply.length >= 12
        && reply[0] == query[0]
        && reply[1] == query[1]
        && (reply[2] & 0x80) != 0;
  }
}
