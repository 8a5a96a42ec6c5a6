package io.kubejar.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// HTTP/2 frames laid out by hand, against the server's protections.
@Timeout(20)
class ResetFloodTest {
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

  /// GET / over http for authority x, by HPACK's static table.
  private static final byte[] GET = {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x41, 0x01, 'x'};

  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int ENHANCE_YOUR_CALM = 11;

  private static byte[] frame(int type, int flags, int stream, byte... payload) {
    var out = new ByteArrayOutputStream();
    out.write(0);
    out.write(payload.length >> 8);
    out.write(payload.length);
    out.write(type);
    out.write(flags);
    out.writeBytes(new byte[] {0, 0, (byte) (stream >> 8), (byte) stream});
    out.writeBytes(payload);
    return out.toByteArray();
  }

  /// The error of the GOAWAY frame, -1 when the server closed without one.
  private static int goAway(DataInputStream in) throws IOException {
    try {
      while (true) {
        int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        in.readUnsignedByte();
        in.readInt();
        byte[] payload = in.readNBytes(length);
        if (type == GOAWAY) {
          return payload[7];
        }
      }
    } catch (EOFException | SocketException _) {
      return -1;
    }
  }

  @Test
  void aFloodOfResetsEndsTheConnection() throws Exception {
    var limits = ServerLimits.defaults().withResetsPerWindow(50);
    try (var server = TestServer.plain(e -> e.respond(200, Headers.empty()), limits);
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
      var flood = new ByteArrayOutputStream();
      flood.writeBytes(PREFACE);
      flood.writeBytes(frame(SETTINGS, 0, 0));
      for (int i = 0; i < 60; i++) {
        flood.writeBytes(frame(HEADERS, 5, 2 * i + 1, GET));
        flood.writeBytes(frame(RST_STREAM, 0, 2 * i + 1, (byte) 0, (byte) 0, (byte) 0, (byte) 8));
      }
      socket.getOutputStream().write(flood.toByteArray());
      assertThat(goAway(new DataInputStream(socket.getInputStream()))).isEqualTo(ENHANCE_YOUR_CALM);
    }
  }

  @Test
  void garbageAfterThePrefaceEndsTheConnection() throws Exception {
    try (var server = TestServer.plain(e -> e.respond(200, Headers.empty()));
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
      socket.getOutputStream().write(PREFACE);
      socket.getOutputStream().write("this is no frame at all, is it?".getBytes(US_ASCII));
      assertThat(goAway(new DataInputStream(socket.getInputStream()))).isNotEqualTo(0);
    }
  }
}
