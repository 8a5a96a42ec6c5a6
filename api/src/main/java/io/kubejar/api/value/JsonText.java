package io.kubejar.api.value;

/// The compact form of JSON text: no space between tokens, and in strings the characters that HTML
/// or JavaScript would read (`< > &`, U+2028, U+2029) as escapes, as upstream writes them.
final class JsonText {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private JsonText() {}

  /// The same instance when it is compact already.
  static Bytes compact(Bytes text) {
    for (int i = 0, n = text.length(); i < n; i++) {
      byte b = text.at(i);
      if (b <= ' ' || b == '<' || b == '>' || b == '&' || b == (byte) 0xE2) {
        return rewrite(text.toArray());
      }
    }
    return text;
  }

  private static Bytes rewrite(byte[] in) {
    byte[] out = new byte[in.length * 6];
    int length = 0;
    boolean quoted = false;
    for (int i = 0; i < in.length; i++) {
      byte b = in[i];
      if (!quoted) {
        if (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
          continue;
        }
        quoted = b == '"';
        out[length++] = b;
      } else if (b == '\\' && i + 1 < in.length) {
        out[length++] = b;
        out[length++] = in[++i];
      } else if (b == '<' || b == '>' || b == '&') {
        length = escape(out, length, b);
      } else if (isLineSeparator(in, i)) {
        length = escape(out, length, 0x2000 | (in[i + 2] & 0x3F));
        i += 2;
      } else {
        quoted = b != '"';
        out[length++] = b;
      }
    }
    return Bytes.copyOf(out, 0, length);
  }

  private static boolean isLineSeparator(byte[] in, int i) {
    return in[i] == (byte) 0xE2
        && i + 2 < in.length
        && in[i + 1] == (byte) 0x80
        && (in[i + 2] & ~1) == (byte) 0xA8;
  }

  private static int escape(byte[] out, int length, int c) {
    out[length++] = '\\';
    out[length++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      out[length++] = HEX[(c >> shift) & 0xF];
    }
    return length;
  }
}
