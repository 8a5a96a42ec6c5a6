package io.kubejar.server.pki;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Values in ASN.1's distinguished encoding (X.690), as far as certificates need them.
final class Der {
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter GENERALIZED_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Instant END_OF_UTC_TIME = Instant.parse("2050-01-01T00:00:00Z");
  private static final byte[] TRUE = {0x01, 0x01, (byte) 0xff};

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return tagged(0x30, join(parts));
  }

  static byte[] set(byte[]... parts) {
    return tagged(0x31, join(parts));
  }

  static byte[] integer(BigInteger value) {
    return tagged(0x02, value.toByteArray());
  }

  static byte[] bool() {
    return TRUE.clone();
  }

  static byte[] octets(byte[] content) {
    return tagged(0x04, content);
  }

  /// A bit string of whole bytes.
  static byte[] bits(byte[] content) {
    return bits(content, 0);
  }

  static byte[] bits(byte[] content, int unused) {
    return tagged(0x03, join(new byte[] {(byte) unused}, content));
  }

  static byte[] utf8(String text) {
    return tagged(0x0c, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] time(Instant instant) {
    return instant.isBefore(END_OF_UTC_TIME)
        ? tagged(0x17, UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII))
        : tagged(0x18, GENERALIZED_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
  }

  /// An object identifier in dotted form.
  static byte[] identifier(String dotted) {
    String[] arcs = dotted.split("\\.");
    var content = new ByteArrayOutputStream();
    content.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      writeArc(content, Long.parseLong(arcs[i]));
    }
    return tagged(0x06, content.toByteArray());
  }

  static byte[] tagged(int tag, byte[] content) {
    var out = new ByteArrayOutputStream(content.length + 4);
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else if (content.length < 0x100) {
      out.write(0x81);
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static void writeArc(ByteArrayOutputStream out, long arc) {
    int shift = 63 - Long.numberOfLeadingZeros(arc | 1);
    for (shift = shift / 7 * 7; shift > 0; shift -= 7) {
      out.write((int) (arc >> shift & 0x7f | 0x80));
    }
    out.write((int) (arc & 0x7f));
  }
}
