package io.kubejar.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A resolver on the loopback address that says what it is told to.
final class FakeResolver implements AutoCloseable {
  private final DatagramSocket datagrams;
  private final ServerSocket streams;
  private final Thread datagramThread;
  private final Thread streamThread;
  final AtomicInteger asked = new AtomicInteger();

  /// @param byDatagram the replies to a query, in order; none keeps silent
  /// @param byStream the reply over a stream
  FakeResolver(Function<byte[], List<byte[]>> byDatagram, Function<byte[], byte[]> byStream)
      throws IOException {
    streams = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    datagrams =
        new DatagramSocket(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), streams.getLocalPort()));
    datagramThread = Thread.ofVirtual().start(() -> answer(byDatagram));
    streamThread = Thread.ofVirtual().start(() -> serve(byStream));
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), streams.getLocalPort());
  }

  private void answer(Function<byte[], List<byte[]>> byDatagram) {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
        datagrams.receive(packet);
        asked.incrementAndGet();
        byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
        for (byte[] reply : byDatagram.apply(query)) {
          datagrams.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Function<byte[], byte[]> byStream) {
    while (!streams.isClosed()) {
      try (Socket socket = streams.accept()) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] query = new byte[in.readUnsignedShort()];
        in.readFully(query);
        byte[] reply = byStream.apply(query);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeShort(reply.length);
        out.write(reply);
      } catch (IOException e) {
        // the next one, or closed
      }
    }
  }

  @Override
  public void close() throws Exception {
    datagrams.close();
    streams.close();
    datagramThread.join();
    streamThread.join();
  }
}
