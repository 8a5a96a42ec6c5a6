package io.kubejar.server.rest;

import io.kubejar.http.Exchange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Compact JSON made readable: two spaces a level, one member or element a line.
final class PrettyJson {
  /// What is longer stays as it is: nobody reads it, and it would take twice the memory at once.
  private static final long LONGEST = 128L << 20;

  private static final int PIECE = 1 << 20;

  private final List<byte[]> pieces = new ArrayList<>();
  private byte[] piece;
  private int length;
  private int depth;
  private boolean inString;
  private boolean escaped;

  /// Whether an object or array has just been opened, which may turn out to be empty.
  private boolean opened;

  private PrettyJson(int expected) {
    this.piece = new byte[expected];
  }

  /// Whether the request asks for it: `pretty=true`, or a client that people read from.
  static boolean wanted(Exchange exchange) {
    String pretty = exchange.query().first("pretty");
    if (pretty != null) {
      return !pretty.equals("false") && !pretty.equals("0");
    }
    String agent = exchange.headers().first("user-agent", "");
    return agent.startsWith("curl") || agent.startsWith("Wget") || agent.startsWith("Mozilla/5.0");
  }

  /// The document in pieces, from one in pieces.
  static List<byte[]> indent(List<byte[]> json) {
    long given = 0;
    for (byte[] part : json) {
      given += part.length;
    }
    if (given > LONGEST) {
      return json;
    }
    var out = new PrettyJson((int) Math.min(PIECE, given * 2 + 16));
    for (byte[] part : json) {
      for (byte b : part) {
        out.add(b);
      }
    }
    out.finishPiece();
    return out.pieces;
  }

  private void add(byte b) {
    if (inString) {
      write(b);
      if (escaped) {
        escaped = false;
      } else if (b == '\\') {
        escaped = true;
      } else if (b == '"') {
        inString = false;
      }
      return;
    }
    boolean end = b == '}' || b == ']';
    if (opened) {
      opened = false;
      if (end) {
        write(b);
        return;
      }
      depth++;
      newLine();
    }
    switch (b) {
      case '"' -> {
        inString = true;
        write(b);
      }
      case '{', '[' -> {
        write(b);
        opened = true;
      }
      case '}', ']' -> {
        depth--;
        newLine();
        write(b);
      }
      case ',' -> {
        write(b);
        newLine();
      }
      case ':' -> {
        write(b);
        write((byte) ' ');
      }
      default -> write(b);
    }
  }

  private void newLine() {
    write((byte) '\n');
    for (int i = 0; i < depth; i++) {
      write((byte) ' ');
      write((byte) ' ');
    }
  }

  private void write(byte b) {
    if (length == piece.length) {
      finishPiece();
      piece = new byte[PIECE];
    }
    piece[length++] = b;
  }

  private void finishPiece() {
    pieces.add(length == piece.length ? piece : Arrays.copyOf(piece, length));
    length = 0;
  }
}
