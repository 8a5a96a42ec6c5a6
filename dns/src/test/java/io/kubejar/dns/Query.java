package io.kubejar.dns;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Queries and replies as bytes, for tests.
final class Query {
  private Query() {}

  static byte[] of(String name, int type) {
    return of(name, type, 0);
  }

  /// A query that tells the largest reply it takes, unless that is 0.
  static byte[] of(String name, int type, int size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, (byte) (size == 0 ? 0 : 1)});
    for (String label : name.split("\\.")) {
      out.write(label.length());
      out.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
    }
    out.writeBytes(new byte[] {0, (byte) (type >> 8), (byte) type, 0, 1});
    if (size != 0) {
      out.writeBytes(new byte[] {0, 0, 41, (byte) (size >> 8), (byte) size, 0, 0, 0, 0, 0, 0});
    }
    return out.toByteArray();
  }

  /// A reply with one address to a query.
  static byte[] answered(byte[] query, int... address) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] head = query.clone();
    head[2] = (byte) 0x81;
    head[7] = 1;
    head[11] = 0;
    out.writeBytes(head);
    out.writeBytes(new byte[] {(byte) 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4});
    for (int part : address) {
      out.write(part);
    }
    return out.toByteArray();
  }

  static int code(byte[] reply) {
    return reply[3] & 0xf;
  }

  static boolean cut(byte[] reply) {
    return (reply[2] & 2) != 0;
  }

  static boolean authoritative(byte[] reply) {
    return (reply[2] & 4) != 0;
  }

  static int answers(byte[] reply) {
    return ByteBuffer.wrap(reply).getShort(6);
  }

  static int authorities(byte[] reply) {
    return ByteBuffer.wrap(reply).getShort(8);
  }

  static int additional(byte[] reply) {
    return ByteBuffer.wrap(reply).getShort(10);
  }

  /// The addresses and aliases of a reply, as text.
  static List<String> texts(byte[] reply) {
    return Message.records(reply).stream()
        .map(
            record ->
                switch (record) {
                  case Record.Address(String name, byte[] bytes) -> address(bytes);
                  case Record.Alias(String name, String target) -> "=" + target;
                  default -> record.toString();
                })
        .toList();
  }

  private static String address(byte[] bytes) {
    try {
      return java.net.InetAddress.getByAddress(bytes).getHostAddress();
    } catch (java.net.UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
