package io.kubejar.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/// A client of HTTP/2 whose frames are laid out by hand.
final class Frames implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  static final int PROTOCOL_ERROR = 1;
  static final int FLOW_CONTROL_ERROR = 3;
  static final int ENHANCE_YOUR_CALM = 11;

  /// GET / over http for authority x, by HPACK's static table.
  static final byte[] GET = {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x41, 0x01, 'x'};

  /// POST / over http for authority x.
  static final byte[] POST = {(byte) 0x83, (byte) 0x86, (byte) 0x84, 0x41, 0x01, 'x'};

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

  /// A frame that came.
  record Frame(int type, int flags, int stream, byte[] payload) {
    /// The number at an offset of the payload.
    int number(int at) {
      return ByteBuffer.wrap(payload).getInt(at);
    }
  }

  private final Socket socket;
  private final DataInputStream in;

  /// Connects and says hello, with settings.
  Frames(int port, byte... settings) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(15_000);
    in = new DataInputStream(socket.getInputStream());
    raw(PREFACE);
    send(SETTINGS, 0, 0, settings);
  }

  static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  /// A field by its name and value, without HPACK's tables and codes.
  static byte[] field(String name, String value) {
    var out = new ByteArrayOutputStream();
    out.write(0);
    text(out, name);
    text(out, value);
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    int length = text.length();
    if (length < 127) {
      out.write(length);
    } else {
      out.write(127);
      int rest = length - 127;
      while (rest >= 128) {
        out.write(rest & 127 | 128);
        rest >>= 7;
      }
      out.write(rest);
    }
    out.writeBytes(text.getBytes(US_ASCII));
  }

  static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] frame(int type, int flags, int stream, byte... payload) {
    var out = new ByteArrayOutputStream();
    out.write(payload.length >> 16);
    out.write(payload.length >> 8);
    out.write(payload.length);
    out.write(type);
    out.write(flags);
    out.writeBytes(number(stream));
    out.writeBytes(payload);
    return out.toByteArray();
  }

  void send(int type, int flags, int stream, byte... payload) throws IOException {
    raw(frame(type, flags, stream, payload));
  }

  void raw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  Frame next() throws IOException {
    int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    return new Frame(type, flags, stream, in.readNBytes(length));
  }

  /// The next frame of a type; the connection's end is an [IOException].
  Frame next(int type) throws IOException {
    Frame frame = next();
    while (frame.type() != type) {
      frame = next();
    }
    return frame;
  }

  /// The error of the GOAWAY frame, -1 when the server closed without one.
  int goAway() {
    try {
      return next(GOAWAY).number(4);
    } catch (IOException e) {
      return -1;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
