package io.kubejar.dns;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// DNS messages as bytes (RFC 1035): questions read, answers written.
///
/// @param id the asker's number for the exchange
/// @param recursionDesired whether the asker wants names outside the zone resolved
/// @param name the name asked for, in lower case without the final dot
/// @param type the record type's number
/// @param dnsClass the class's number, 1 for the Internet
/// @param edns whether the asker understands larger messages
/// @param maxSize the largest reply by datagram
/// @param question the question section as received, which replies repeat
record Message(
    int id,
    boolean recursionDesired,
    String name,
    int type,
    int dnsClass,
    boolean edns,
    int maxSize,
    byte[] question) {
  static final int NO_ERROR = 0;
  static final int FORMAT_ERROR = 1;
  static final int SERVER_FAILURE = 2;
  static final int NO_NAME = 3;
  static final int NOT_IMPLEMENTED = 4;
  static final int REFUSED = 5;

  private static final int TTL = 5;
  private static final int OPT = 41;

  /// The reply to what is a query but can't be read or done, without a question; null for replies
  /// and scraps, which must not be answered.
  static byte @Nullable [] refusal(byte[] bytes) {
    if (bytes.length < 12 || (bytes[2] & 0x80) != 0) {
      return null;
    }
    byte[] reply = new byte[12];
    reply[0] = bytes[0];
    reply[1] = bytes[1];
    reply[2] = (byte) (0x80 | bytes[2] & 0x79);
    boolean otherOperation = (bytes[2] & 0x78) != 0;
    reply[3] = (byte) (otherOperation ? NOT_IMPLEMENTED : FORMAT_ERROR);
    return reply;
  }

  /// Reads a query with one question; null for anything else.
  static @Nullable Message parse(byte[] bytes) {
    if (bytes.length < 17) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int id = in.getShort() & 0xffff;
    int flags = in.getShort();
    int questions = in.getShort();
    in.position(12);
    if ((flags & 0x8000) != 0 || (flags & 0x7800) != 0 || questions != 1) {
      return null;
    }
    StringBuilder name = new StringBuilder();
    while (true) {
      if (!in.hasRemaining()) {
        return null;
      }
      int length = in.get() & 0xff;
      if (length == 0) {
        break;
      }
      if (length > 63 || in.remaining() < length || name.length() > 255) {
        return null;
      }
      byte[] label = new byte[length];
      in.get(label);
      name.append(name.isEmpty() ? "" : ".");
      name.append(new String(label, StandardCharsets.ISO_8859_1));
    }
    if (in.remaining() < 4) {
      return null;
    }
    int type = in.getShort() & 0xffff;
    int dnsClass = in.getShort() & 0xffff;
    byte[] question = java.util.Arrays.copyOfRange(bytes, 12, in.position());
    boolean edns = in.remaining() >= 11 && in.get() == 0 && (in.getShort() & 0xffff) == OPT;
    int maxSize = edns ? Math.clamp(in.getShort() & 0xffff, 512, 4096) : 512;
    return new Message(
        id,
        (flags & 0x0100) != 0,
        name.toString().toLowerCase(Locale.ROOT),
        type,
        dnsClass,
        edns,
        maxSize,
        question);
  }

  /// A query of our own.
  static byte[] query(int id, String name, QueryType type) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64);
    for (int value : new int[] {id, 0x0100, 1, 0, 0, 0}) {
      number(out, value);
    }
    name(out, name);
    number(out, type == QueryType.AAAA ? 28 : 1);
    number(out, 1);
    return out.toByteArray();
  }

  /// The addresses and aliases in a reply's answer; none when it can't be read.
  static List<Record> records(byte[] reply) {
    List<Record> found = new ArrayList<>();
    try {
      ByteBuffer in = ByteBuffer.wrap(reply);
      int questions = in.getShort(4);
      int answers = in.getShort(6);
      in.position(12);
      for (int i = 0; i < questions; i++) {
        readName(in);
        in.position(in.position() + 4);
      }
      for (int i = 0; i < answers; i++) {
        String name = readName(in);
        int type = in.getShort();
        in.position(in.position() + 6);
        int length = in.getShort() & 0xffff;
        int end = in.position() + length;
        if (type == 5) {
          found.add(new Record.Alias(name, readName(in)));
        } else if (type == 1 && length == 4 || type == 28 && length == 16) {
          byte[] address = new byte[length];
          in.get(address);
          found.add(new Record.Address(name, address));
        }
        in.position(end);
      }
      return found;
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return List.of();
    }
  }

  /// Reads a name that may go on elsewhere in the message (RFC 1035, 4.1.4).
  private static String readName(ByteBuffer in) {
    StringBuilder name = new StringBuilder();
    int after = -1;
    for (int steps = 0; steps < 128; steps++) {
      int length = in.get() & 0xff;
      if (length == 0) {
        in.position(after < 0 ? in.position() : after);
        return name.toString().toLowerCase(Locale.ROOT);
      }
      if (length >= 0xc0) {
        int target = (length & 0x3f) << 8 | in.get() & 0xff;
        after = after < 0 ? in.position() : after;
        in.position(target);
        continue;
      }
      byte[] label = new byte[length];
      in.get(label);
      name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.ISO_8859_1));
    }
    throw new IllegalArgumentException("a name without end");
  }

  QueryType queryType() {
    return switch (type) {
      case 1 -> QueryType.A;
      case 28 -> QueryType.AAAA;
      case 5 -> QueryType.CNAME;
      case 33 -> QueryType.SRV;
      case 12 -> QueryType.PTR;
      case 16 -> QueryType.TXT;
      case 6 -> QueryType.SOA;
      case 2 -> QueryType.NS;
      default -> QueryType.OTHER;
    };
  }

  /// A reply; with the zone's authority record where there is no answer.
  byte[] reply(
      int code, boolean authoritative, List<Record> answers, List<Record> additional, String zone) {
    return reply(code, authoritative, false, answers, additional, zone);
  }

  /// The reply with as many records as fit; marked as cut when answers are missing, so that the
  /// asker comes again over TCP.
  byte[] replyWithin(int limit, List<Record> answers, List<Record> additional, String zone) {
    byte[] whole = reply(NO_ERROR, true, false, answers, additional, zone);
    if (whole.length > limit) {
      whole = reply(NO_ERROR, true, false, answers, List.of(), zone);
    }
    if (whole.length <= limit) {
      return whole;
    }
    int fits = 0;
    int tooMany = answers.size();
    while (tooMany - fits > 1) {
      int middle = (fits + tooMany) >>> 1;
      if (cut(answers, middle).length <= limit) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return cut(answers, fits);
  }

  /// Without the zone, since a cut reply denies nothing.
  private byte[] cut(List<Record> answers, int count) {
    return reply(NO_ERROR, true, true, answers.subList(0, count), List.of(), "");
  }

  private byte[] reply(
      int code,
      boolean authoritative,
      boolean cut,
      List<Record> answers,
      List<Record> additional,
      String zone) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    boolean negative = answers.isEmpty() && !zone.isEmpty();
    number(out, id);
    int flags =
        0x8000
            | (authoritative ? 0x0400 : 0)
            | (cut ? 0x0200 : 0)
            | (recursionDesired ? 0x0100 : 0)
            | 0x0080
            | code;
    number(out, flags);
    number(out, 1);
    number(out, answers.size());
    number(out, negative ? 1 : 0);
    number(out, additional.size() + (edns ? 1 : 0));
    out.writeBytes(question);
    answers.forEach(record -> record(out, record));
    if (negative) {
      authority(out, zone);
    }
    additional.forEach(record -> record(out, record));
    if (edns) {
      out.write(0);
      number(out, OPT);
      number(out, 4096);
      number(out, 0);
      number(out, 0);
      number(out, 0);
    }
    return out.toByteArray();
  }

  /// The reply cut down to its head, by which the asker learns to come again over TCP.
  byte[] truncated(byte[] reply) {
    byte[] head = java.util.Arrays.copyOf(reply, 12 + question.length);
    head[2] |= 0x02;
    java.util.Arrays.fill(head, 6, 12, (byte) 0);
    return head;
  }

  private void record(ByteArrayOutputStream out, Record record) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    int type =
        switch (record) {
          case Record.Address(String name, byte[] bytes) -> {
            data.writeBytes(bytes);
            yield bytes.length == 4 ? 1 : 28;
          }
          case Record.Alias(String name, String target) -> {
            name(data, target);
            yield 5;
          }
          case Record.Pointer(String name, String target) -> {
            name(data, target);
            yield 12;
          }
          case Record.Text(String name, String text) -> {
            data.write(text.length());
            data.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            yield 16;
          }
          case Record.ServicePort(
                  String name,
                  int priority,
                  int weight,
                  int port,
                  String target) -> {
            number(data, priority);
            number(data, weight);
            number(data, port);
            name(data, target);
            yield 33;
          }
        };
    if (record.name().equals(name)) {
      // the name asked for, as it was written, by its place in the message
      number(out, 0xc00c);
    } else {
      name(out, record.name());
    }
    number(out, type);
    number(out, 1);
    number(out, 0);
    number(out, TTL);
    number(out, data.size());
    out.writeBytes(data.toByteArray());
  }

  private static void authority(ByteArrayOutputStream out, String zone) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    name(data, "ns.dns." + zone);
    name(data, "hostmaster." + zone);
    for (int value : new int[] {1, 7200, 1800, 86400, TTL}) {
      number(data, value >>> 16);
      number(data, value);
    }
    name(out, zone);
    number(out, 6);
    number(out, 1);
    number(out, 0);
    number(out, TTL);
    number(out, data.size());
    out.writeBytes(data.toByteArray());
  }

  private static void name(ByteArrayOutputStream out, String name) {
    for (String label : name.split("\\.")) {
      byte[] bytes = label.getBytes(StandardCharsets.ISO_8859_1);
      out.write(Math.min(63, bytes.length));
      out.write(bytes, 0, Math.min(63, bytes.length));
    }
    out.write(0);
  }

  private static void number(ByteArrayOutputStream out, int value) {
    out.write(value >>> 8);
    out.write(value);
  }
}
