package io.kubejar.node.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads a tar archive front to back: POSIX (ustar, pax) and GNU long names.
///
/// Sizes in headers are not believed beyond what the archive holds, and metadata entries are
/// limited to a mebibyte.
final class TarReader {

  private static final int BLOCK = 512;
  private static final int LARGEST_METADATA = 1 << 20;

  private final InputStream in;
  private long left;
  private long padding;

  TarReader(InputStream in) {
    this.in = in;
  }

  /// Skips what is unread of the current entry and goes to the next.
  Optional<TarEntry> next() throws IOException {
    Map<String, String> extended = new HashMap<>();
    String longName = "";
    String longTarget = "";
    while (true) {
      skip(left + padding);
      byte[] header = in.readNBytes(BLOCK);
      if (header.length < BLOCK || isZero(header)) {
        return Optional.empty();
      }
      requireChecksum(header);
      long size = number(header, 124, 12);
      char type = (char) header[156];
      begin(size);
      switch (type) {
        case 'x' -> extended.putAll(extendedHeader());
        case 'g' -> skip(left);
        case 'L' -> longName = text(metadata());
        case 'K' -> longTarget = text(metadata());
        default -> {
          return Optional.of(entry(header, type, extended, longName, longTarget));
        }
      }
    }
  }

  private TarEntry entry(
      byte[] header, char type, Map<String, String> extended, String longName, String longTarget)
      throws IOException {
    String name = text(header, 0, 100);
    String prefix = text(header, 345, 155);
    if (text(header, 257, 6).startsWith("ustar") && !prefix.isEmpty() && header[263] == '0') {
      name = prefix + "/" + name;
    }
    name = extended.getOrDefault("path", longName.isEmpty() ? name : longName);
    String target =
        extended.getOrDefault(
            "linkpath", longTarget.isEmpty() ? text(header, 157, 100) : longTarget);
    String size = extended.get("size");
    if (size != null) {
      begin(decimal(size));
    }
    TarEntry.Kind kind =
        switch (type) {
          case '0', '\0', '7' -> TarEntry.Kind.FILE;
          case '1' -> TarEntry.Kind.HARD_LINK;
          case '2' -> TarEntry.Kind.SYMBOLIC_LINK;
          case '5' -> TarEntry.Kind.DIRECTORY;
          default -> TarEntry.Kind.OTHER;
        };
    return new TarEntry(
        name,
        kind,
        (int) number(header, 100, 8) & 07777,
        number(header, 108, 8),
        number(header, 116, 8),
        left,
        target);
  }

  /// The content of the current entry; reading past its end gives the end of the stream.
  InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0) {
          return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        if (count < 0) {
          throw new ImageException("the archive is cut short");
        }
        left -= count;
        return count;
      }
    };
  }

  private void begin(long size) {
    if (size < 0) {
      throw new ImageException("the archive has an entry of negative size");
    }
    left = size;
    padding = (BLOCK - size % BLOCK) % BLOCK;
  }

  private void skip(long count) throws IOException {
    in.skipNBytes(count);
    left = 0;
    padding = 0;
  }

  private byte[] metadata() throws IOException {
    if (left > LARGEST_METADATA) {
      throw new ImageException("the archive has an oversized header");
    }
    return content().readAllBytes();
  }

  /// Records of `<length> <key>=<value>\n`.
  private Map<String, String> extendedHeader() throws IOException {
    byte[] records = metadata();
    Map<String, String> values = new HashMap<>();
    int start = 0;
    while (start < records.length) {
      int space = start;
      while (space < records.length && records[space] != ' ') {
        space++;
      }
      long length = decimal(new String(records, start, space - start, StandardCharsets.US_ASCII));
      if (length <= space - start + 1 || start + length > records.length) {
        throw new ImageException("the archive has a malformed extended header");
      }
      int end = (int) (start + length);
      String record = new String(records, space + 1, end - space - 2, StandardCharsets.UTF_8);
      int equals = record.indexOf('=');
      if (equals > 0) {
        values.put(record.substring(0, equals), record.substring(equals + 1));
      }
      start = end;
    }
    return values;
  }

  private static long decimal(String digits) {
    try {
      return Long.parseLong(digits.strip());
    } catch (NumberFormatException e) {
      throw new ImageException("the archive has a malformed number", e);
    }
  }

  private static long number(byte[] header, int offset, int length) {
    if ((header[offset] & 0x80) != 0) {
      long value = header[offset] & 0x7f;
      for (int i = offset + 1; i < offset + length; i++) {
        if (value >>> 55 != 0) {
          throw new ImageException("the archive has a number out of range");
        }
        value = value << 8 | header[i] & 0xff;
      }
      return value;
    }
    String digits = text(header, offset, length).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new ImageException("this is not a tar archive", e);
    }
  }

  private static void requireChecksum(byte[] header) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    if (sum != number(header, 148, 8)) {
      throw new ImageException("this is not a tar archive");
    }
  }

  private static boolean isZero(byte[] header) {
    for (byte b : header) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] bytes) {
    return text(bytes, 0, bytes.length);
  }

  private static String text(byte[] bytes, int offset, int length) {
    int end = offset;
    while (end < offset + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
  }
}
