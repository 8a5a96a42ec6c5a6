package io.kubejar.api.value;

import java.util.Base64;

/// Reads base64 leniently as to line breaks, and names the first position that is wrong.
final class Base64Parser {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private Base64Parser() {}

  static byte[] parse(String text) {
    StringBuilder digits = new StringBuilder(text.length());
    int padding = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || c == '\n') {
        continue;
      }
      boolean digit = ALPHABET.indexOf(c) >= 0;
      int filled = (digits.length() + padding) % 4;
      boolean pad = c == '=' && (filled == 3 || (filled == 2 && padding == 0));
      boolean after = padding > 0 && filled == 0;
      if (after || (digit && padding > 0) || (!digit && !pad)) {
        throw illegal(i);
      }
      if (digit) {
        digits.append(c);
      } else {
        padding++;
      }
    }
    if ((digits.length() + padding) % 4 != 0) {
      int open = text.length() - (digits.length() + padding) % 4;
      throw illegal(padding > 0 ? text.length() : open);
    }
    return Base64.getDecoder().decode(digits.append("=".repeat(padding)).toString());
  }

  private static IllegalArgumentException illegal(int index) {
    return new IllegalArgumentException("illegal base64 data at input byte " + index);
  }
}
