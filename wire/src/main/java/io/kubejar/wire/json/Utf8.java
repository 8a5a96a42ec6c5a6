package io.kubejar.wire.json;

/// Reads UTF-8 and puts U+FFFD in the place of each byte that does not belong to a character.
final class Utf8 {
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /// Appends the character that starts at a position and returns the position after it.
  static int append(byte[] in, int at, int end, StringBuilder out) {
    int first = in[at];
    if (first >= 0) {
      out.append((char) first);
      return at + 1;
    }
    int width =
        (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : (first & 0xF8) == 0xF0 ? 4 : 1;
    if (width == 1 || at + width > end) {
      out.append(REPLACEMENT);
      return at + 1;
    }
    int code = first & (0x7F >> width);
    for (int i = 1; i < width; i++) {
      if ((in[at + i] & 0xC0) != 0x80) {
        out.append(REPLACEMENT);
        return at + 1;
      }
      code = code << 6 | (in[at + i] & 0x3F);
    }
    int least = width == 2 ? 0x80 : width == 3 ? 0x800 : 0x10000;
    if (code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
      out.append(REPLACEMENT);
      return at + 1;
    }
    out.appendCodePoint(code);
    return at + width;
  }
}
