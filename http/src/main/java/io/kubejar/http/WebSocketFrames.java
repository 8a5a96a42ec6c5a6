package io.kubejar.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.security.SecureRandom;

/// The frames of a WebSocket: read (fragments joined) and laid out.
final class WebSocketFrames {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int CONTROL_LIMIT = 125;

  /// A message, or a control frame between the fragments of one.
  // Frames are taken apart, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Frame(int opcode, byte[] payload) {}

  /// The peer breaks the protocol.
  static final class Violation extends IOException {
    @Serial private static final long serialVersionUID = 1;

    private final int code;

    Violation(int code, String message) {
      super(message);
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  private final DataInputStream in;
  private final boolean client;
  private final int limit;
  private final SecureRandom masks = new SecureRandom();
  private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();
  private int fragmented = -1;

  WebSocketFrames(InputStream in, boolean client, int limit) {
    this.in = new DataInputStream(in);
    this.client = client;
    this.limit = limit;
  }

  Frame read() throws IOException {
    while (true) {
      int head = in.readUnsignedByte();
      boolean last = (head & 0x80) != 0;
      int opcode = head & 0x0f;
      if ((head & 0x70) != 0) {
        throw new Violation(WebSocket.PROTOCOL_ERROR, "reserved bits set");
      }
      byte[] payload = payload(opcode);
      if (opcode >= CLOSE) {
        if (!last || opcode > PONG) {
          throw new Violation(WebSocket.PROTOCOL_ERROR, "malformed control frame");
        }
        return new Frame(opcode, payload);
      }
      if (opcode > BINARY || (opcode == CONTINUATION) != (fragmented >= 0)) {
        throw new Violation(WebSocket.PROTOCOL_ERROR, "unexpected frame");
      }
      if (last && fragmented < 0) {
        return new Frame(opcode, payload);
      }
      if (fragmented < 0) {
        fragmented = opcode;
      }
      if (fragments.size() + payload.length > limit) {
        throw new Violation(WebSocket.TOO_BIG, "message too big");
      }
      fragments.writeBytes(payload);
      if (last) {
        var whole = new Frame(fragmented, fragments.toByteArray());
        fragmented = -1;
        fragments.reset();
        return whole;
      }
    }
  }

  private byte[] payload(int opcode) throws IOException {
    int second = in.readUnsignedByte();
    boolean masked = (second & 0x80) != 0;
    if (masked == client) {
      throw new Violation(WebSocket.PROTOCOL_ERROR, "wrongly masked frame");
    }
    long length = second & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    if (length < 0 || length > (opcode >= CLOSE ? CONTROL_LIMIT : limit)) {
      throw new Violation(
          opcode >= CLOSE ? WebSocket.PROTOCOL_ERROR : WebSocket.TOO_BIG, "frame too big");
    }
    byte[] mask = new byte[4];
    if (masked) {
      in.readFully(mask);
    }
    byte[] payload = new byte[(int) length];
    in.readFully(payload);
    if (masked) {
      apply(mask, payload, 0);
    }
    return payload;
  }

  byte[] encode(int opcode, byte[] payload) {
    int length = payload.length;
    int extra = length < 126 ? 0 : length < 65536 ? 2 : 8;
    int start = 2 + extra + (client ? 4 : 0);
    byte[] frame = new byte[start + length];
    frame[0] = (byte) (0x80 | opcode);
    frame[1] = (byte) ((client ? 0x80 : 0) | (extra == 0 ? length : extra == 2 ? 126 : 127));
    for (int i = 0; i < extra; i++) {
      int shift = 8 * (extra - 1 - i);
      frame[2 + i] = (byte) (shift > 24 ? 0 : length >> shift);
    }
    System.arraycopy(payload, 0, frame, start, length);
    if (client) {
      byte[] mask = new byte[4];
      masks.nextBytes(mask);
      System.arraycopy(mask, 0, frame, start - 4, 4);
      apply(mask, frame, start);
    }
    return frame;
  }

  private static void apply(byte[] mask, byte[] bytes, int start) {
    for (int i = start; i < bytes.length; i++) {
      bytes[i] ^= mask[(i - start) & 3];
    }
  }
}
