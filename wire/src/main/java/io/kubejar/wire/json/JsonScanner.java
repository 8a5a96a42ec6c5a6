package io.kubejar.wire.json;

import io.kubejar.api.value.Interner;
import java.nio.charset.StandardCharsets;

/// Walks over the tokens of JSON text in UTF-8 and finds every departure from the grammar.
///
/// Positions are kept here; nesting is the caller's, except while a value is skipped.
final class JsonScanner {
  /// Deeper documents are refused, so that no reader runs out of stack.
  static final int MAX_DEPTH = 500;

  private static final int LONGEST_INTERNED = 64;

  final byte[] in;
  final int end;
  int at;

  JsonScanner(byte[] in, int from, int to) {
    this.in = in;
    this.at = from;
    this.end = to;
  }

  /// The next byte that is no space, without consuming it.
  byte peek() {
    while (at < end) {
      byte b = in[at];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b;
      }
      at++;
    }
    throw truncated();
  }

  /// Requires that only space follows.
  void finish() {
    while (at < end) {
      byte b = in[at];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        throw unexpected("after top-level value");
      }
      at++;
    }
  }

  /// Consumes the quote that starts a member's name.
  void nameStart() {
    if (peek() != '"') {
      throw unexpected("looking for beginning of object key string");
    }
  }

  void colon() {
    if (peek() != ':') {
      throw unexpected("after object key");
    }
    at++;
  }

  void literal(String word) {
    for (int i = 0; i < word.length(); i++, at++) {
      if (at >= end) {
        throw truncated();
      }
      if (in[at] != word.charAt(i)) {
        throw i == 0
            ? unexpected("looking for beginning of value")
            : unexpected("in literal " + word + " (expecting " + quoted(word.charAt(i)) + ")");
      }
    }
  }

  /// Reads the string that starts at the current quote.
  String string() {
    int from = ++at;
    for (int i = from; i < end; i++) {
      byte b = in[i];
      if (b == '"') {
        at = i + 1;
        int length = i - from;
        return length == 0
            ? ""
            : length <= LONGEST_INTERNED
                ? Interner.shared().internAscii(in, from, i)
                : new String(in, from, length, StandardCharsets.ISO_8859_1);
      }
      if (b < ' ' || b == '\\') {
        return slowString(from, i);
      }
    }
    at = end;
    throw truncated();
  }

  private String slowString(int from, int firstOdd) {
    StringBuilder out = new StringBuilder(firstOdd - from + 32);
    for (int i = from; i < firstOdd; i++) {
      out.append((char) in[i]);
    }
    at = firstOdd;
    while (at < end) {
      byte b = in[at];
      if (b == '"') {
        at++;
        return out.length() <= LONGEST_INTERNED
            ? Interner.shared().intern(out.toString())
            : out.toString();
      }
      if (b == '\\') {
        at++;
        escape(out);
      } else if (b >= 0 && b < ' ') {
        throw unexpected("in string literal");
      } else {
        at = Utf8.append(in, at, end, out);
      }
    }
    throw truncated();
  }

  private void escape(StringBuilder out) {
    byte b = byteHere();
    char plain =
        switch (b) {
          case '"', '\\', '/' -> (char) b;
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'u' -> 0;
          default -> throw unexpected("in string escape code");
        };
    at++;
    if (plain != 0) {
      out.append(plain);
      return;
    }
    char unit = hexadecimal();
    if (Character.isHighSurrogate(unit) && at + 1 < end && in[at] == '\\' && in[at + 1] == 'u') {
      int before = at;
      at += 2;
      char low = hexadecimal();
      if (Character.isLowSurrogate(low)) {
        out.append(unit).append(low);
        return;
      }
      at = before;
    }
    out.append(Character.isSurrogate(unit) ? '\uFFFD' : unit);
  }

  private char hexadecimal() {
    int value = 0;
    for (int i = 0; i < 4; i++, at++) {
      int digit = Character.digit(byteHere(), 16);
      if (digit < 0) {
        throw unexpected("in \\u hexadecimal character escape");
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  private byte byteHere() {
    if (at >= end) {
      throw truncated();
    }
    return in[at];
  }

  /// Consumes a number; true when it is a whole one without point and exponent.
  boolean number() {
    boolean whole = true;
    if (in[at] == '-') {
      at++;
      if (!isDigit(byteHere())) {
        throw unexpected("in numeric literal");
      }
    }
    if (in[at] == '0') {
      at++;
    } else {
      digits();
    }
    if (at < end && in[at] == '.') {
      whole = false;
      at++;
      if (!isDigit(byteHere())) {
        throw unexpected("after decimal point in numeric literal");
      }
      digits();
    }
    if (at < end && (in[at] == 'e' || in[at] == 'E')) {
      whole = false;
      at++;
      if (byteHere() == '+' || in[at] == '-') {
        at++;
      }
      if (!isDigit(byteHere())) {
        throw unexpected("in exponent of numeric literal");
      }
      digits();
    }
    return whole;
  }

  private void digits() {
    while (at < end && isDigit(in[at])) {
      at++;
    }
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /// The text from a position to the current one.
  String textFrom(int from) {
    return new String(in, from, at - from, StandardCharsets.ISO_8859_1);
  }

  /// Consumes one value of any form.
  void skip(int depth) {
    switch (peek()) {
      case '{' -> skipObject(depth + 1);
      case '[' -> skipArray(depth + 1);
      case '"' -> skipString();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw unexpected("looking for beginning of value");
    }
  }

  private void skipObject(int depth) {
    enter(depth);
    at++;
    if (peek() == '}') {
      at++;
      return;
    }
    while (true) {
      nameStart();
      skipString();
      colon();
      skip(depth);
      byte b = peek();
      if (b != ',' && b != '}') {
        throw unexpected("after object key:value pair");
      }
      at++;
      if (b == '}') {
        return;
      }
    }
  }

  private void skipArray(int depth) {
    enter(depth);
    at++;
    if (peek() == ']') {
      at++;
      return;
    }
    while (true) {
      skip(depth);
      byte b = peek();
      if (b != ',' && b != ']') {
        throw unexpected("after array element");
      }
      at++;
      if (b == ']') {
        return;
      }
    }
  }

  static void enter(int depth) {
    if (depth > MAX_DEPTH) {
      throw new JsonException("exceeded max depth", "");
    }
  }

  private void skipString() {
    int from = at + 1;
    for (int i = from; i < end; i++) {
      byte b = in[i];
      if (b == '"') {
        at = i + 1;
        return;
      }
      if (b == '\\' || (b >= 0 && b < ' ')) {
        slowString(from, from);
        return;
      }
    }
    at = end;
    throw truncated();
  }

  JsonException unexpected(String context) {
    return at >= end
        ? truncated()
        : new JsonException(
            "invalid character " + quoted((char) (in[at] & 0xFF)) + " " + context, "");
  }

  private static JsonException truncated() {
    return new JsonException("unexpected end of JSON input", "");
  }

  private static String quoted(char c) {
    return switch (c) {
      case '\'' -> "'\\''";
      case '"' -> "'\"'";
      case '\\' -> "'\\\\'";
      case '\n' -> "'\\n'";
      case '\r' -> "'\\r'";
      case '\t' -> "'\\t'";
      case '\b' -> "'\\b'";
      case '\f' -> "'\\f'";
      case 7 -> "'\\a'";
      case 11 -> "'\\v'";
      default ->
          c < ' ' || c == 0x7F
              ? "'\\x%02x'".formatted((int) c)
              : (c < 0xA1 && c > 0x7F) || c == 0xAD
                  ? "'\\u%04x'".formatted((int) c)
                  : "'" + c + "'";
    };
  }
}
