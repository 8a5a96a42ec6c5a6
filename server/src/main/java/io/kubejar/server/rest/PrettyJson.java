package io.kubejar.server.rest;

import io.kubejar.http.Exchange;
import java.io.ByteArrayOutputStream;

/// Compact JSON made readable: two spaces a level, one member or element a line.
final class PrettyJson {
  private PrettyJson() {}

  /// Whether the request asks for it: `pretty=true`, or a client that people read from.
  static boolean wanted(Exchange exchange) {
    String pretty = exchange.query().first("pretty");
    if (pretty != null) {
      return !pretty.equals("false") && !pretty.equals("0");
    }
    String agent = exchange.headers().first("user-agent", "");
    return agent.startsWith("curl") || agent.startsWith("Wget") || agent.startsWith("Mozilla/5.0");
  }

  static byte[] indent(byte[] json) {
    var out = new ByteArrayOutputStream(json.length * 2);
    int depth = 0;
    boolean inString = false;
    for (int i = 0; i < json.length; i++) {
      byte b = json[i];
      if (inString) {
        out.write(b);
        if (b == '\\') {
          out.write(json[++i]);
        } else if (b == '"') {
          inString = false;
        }
        continue;
      }
      switch (b) {
        case '"' -> {
          inString = true;
          out.write(b);
        }
        case '{', '[' -> {
          out.write(b);
          if (json[i + 1] == b + 2) {
            out.write(json[++i]);
          } else {
            newLine(out, ++depth);
          }
        }
        case '}', ']' -> {
          newLine(out, --depth);
          out.write(b);
        }
        case ',' -> {
          out.write(b);
          newLine(out, depth);
        }
        case ':' -> {
          out.write(b);
          out.write(' ');
        }
        default -> out.write(b);
      }
    }
    return out.toByteArray();
  }

  private static void newLine(ByteArrayOutputStream out, int depth) {
    out.write('\n');
    for (int i = 0; i < depth; i++) {
      out.write(' ');
      out.write(' ');
    }
  }
}
