package io.kubejar.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A WebSocket (RFC 6455) of either side, on the bytes of an upgraded connection.
///
/// One thread receives, any may send. Pings are answered while a thread receives.
public final class WebSocket implements AutoCloseable {
  public static final int NORMAL = 1000;
  public static final int PROTOCOL_ERROR = 1002;
  public static final int TOO_BIG = 1009;
  public static final int INTERNAL_ERROR = 1011;

  /// The code of a connection that ended without a close message.
  public static final int ABNORMAL = 1006;

  private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int MESSAGE_LIMIT = 32 * 1024 * 1024;

  /// What is received.
  public sealed interface Message {
    // Messages are taken apart, never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Binary(byte[] bytes) implements Message {}

    record Text(String text) implements Message {}

    /// The last message.
    record Closed(int code, String reason) implements Message {}
  }

  private final ByteConnection connection;
  private final WebSocketFrames frames;
  private final String subprotocol;
  private final ReentrantLock sending = new ReentrantLock();
  private boolean closeSent;
  private volatile Message.@Nullable Closed ended;

  private WebSocket(ByteConnection connection, boolean client, String subprotocol) {
    this.connection = connection;
    this.subprotocol = subprotocol;
    this.frames = new WebSocketFrames(connection.in(), client, MESSAGE_LIMIT);
  }

  /// Whether the request asks for a WebSocket.
  public static boolean isRequestedBy(Exchange exchange) {
    return "websocket".equalsIgnoreCase(exchange.upgrade());
  }

  /// The first subprotocol of the client's that is supported; `""` stands for none at all and is
  /// chosen only when the client names none. Null when nothing fits.
  public static @Nullable String negotiate(Exchange exchange, List<String> supported) {
    boolean any = false;
    for (String offered : exchange.headers().all("sec-websocket-protocol")) {
      for (String name : offered.split(",")) {
        any = true;
        if (supported.contains(name.strip())) {
          return name.strip();
        }
      }
    }
    return !any && supported.contains("") ? "" : null;
  }

  /// Answers the request's handshake.
  ///
  /// @param subprotocol the negotiated one, may be empty
  /// @throws IOException when the request is no proper handshake (it is answered with 400 then)
  public static WebSocket accept(Exchange exchange, String subprotocol) throws IOException {
    String key = exchange.headers().first("sec-websocket-key");
    if (!isRequestedBy(exchange)
        || key == null
        || !exchange.method().equals("GET")
        || !"13".equals(exchange.headers().first("sec-websocket-version"))) {
      exchange.respond(
          400,
          Headers.of("content-type", "text/plain; charset=utf-8", "sec-websocket-version", "13"),
          "not a WebSocket handshake\n".getBytes(US_ASCII));
      throw new IOException("not a WebSocket handshake");
    }
    var headers = Headers.of("Sec-WebSocket-Accept", acceptOf(key));
    if (!subprotocol.isEmpty()) {
      headers = headers.with("Sec-WebSocket-Protocol", subprotocol);
    }
    return new WebSocket(exchange.upgradeRaw("websocket", headers), false, subprotocol);
  }

  /// Opens a WebSocket; the request must be a GET.
  ///
  /// @throws UpgradeRefusedException when the server answers otherwise
  public static WebSocket connect(
      HttpClient client, ClientRequest request, List<String> subprotocols) throws IOException {
    byte[] nonce = new byte[16];
    new SecureRandom().nextBytes(nonce);
    String key = Base64.getEncoder().encodeToString(nonce);
    var headers =
        request.headers().with("Sec-WebSocket-Key", key).with("Sec-WebSocket-Version", "13");
    if (!subprotocols.isEmpty()) {
      headers = headers.with("Sec-WebSocket-Protocol", String.join(", ", subprotocols));
    }
    var upgraded = client.upgrade(request.withHeaders(headers), "websocket");
    String chosen = upgraded.headers().first("sec-websocket-protocol", "");
    if (!acceptOf(key).equals(upgraded.headers().first("sec-websocket-accept"))
        || !(chosen.isEmpty() || subprotocols.contains(chosen))) {
      upgraded.bytes().close();
      throw new IOException("the server's WebSocket handshake is wrong");
    }
    return new WebSocket(upgraded.bytes(), true, chosen);
  }

  private static String acceptOf(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder()
          .encodeToString(digest.digest((key + ACCEPT_SALT).getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// The negotiated subprotocol, empty for none.
  public String subprotocol() {
    return subprotocol;
  }

  /// Waits for the next message; after the last one, [Message.Closed] for ever.
  public Message receive() {
    var last = ended;
    if (last != null) {
      return last;
    }
    try {
      while (true) {
        var frame = frames.read();
        switch (frame.opcode()) {
          case WebSocketFrames.TEXT -> {
            return new Message.Text(new String(frame.payload(), UTF_8));
          }
          case WebSocketFrames.BINARY -> {
            return new Message.Binary(frame.payload());
          }
          case WebSocketFrames.PING -> send(WebSocketFrames.PONG, frame.payload());
          case WebSocketFrames.CLOSE -> {
            return end(closed(frame.payload()), true);
          }
          default -> {}
        }
      }
    } catch (WebSocketFrames.Violation violation) {
      sendClose(violation.code(), String.valueOf(violation.getMessage()));
      return end(
          new Message.Closed(violation.code(), String.valueOf(violation.getMessage())), true);
    } catch (IOException broken) {
      return end(new Message.Closed(ABNORMAL, String.valueOf(broken.getMessage())), false);
    }
  }

  private static Message.Closed closed(byte[] payload) {
    if (payload.length < 2) {
      return new Message.Closed(1005, "");
    }
    int code = ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
    return new Message.Closed(code, new String(payload, 2, payload.length - 2, UTF_8));
  }

  private Message.Closed end(Message.Closed last, boolean answer) {
    ended = last;
    if (answer) {
      sendClose(last.code() == 1005 ? NORMAL : last.code(), "");
    }
    connection.close();
    return last;
  }

  public void sendBinary(byte[] bytes) throws IOException {
    send(WebSocketFrames.BINARY, bytes);
  }

  /// Sends a binary message of a prefix and a part of an array.
  public void sendBinary(byte[] prefix, byte[] bytes, int start, int length) throws IOException {
    byte[] whole = new byte[prefix.length + length];
    System.arraycopy(prefix, 0, whole, 0, prefix.length);
    System.arraycopy(bytes, start, whole, prefix.length, length);
    send(WebSocketFrames.BINARY, whole);
  }

  public void sendText(String text) throws IOException {
    send(WebSocketFrames.TEXT, text.getBytes(UTF_8));
  }

  public void ping() throws IOException {
    send(WebSocketFrames.PING, new byte[0]);
  }

  private void send(int opcode, byte[] payload) throws IOException {
    byte[] frame = frames.encode(opcode, payload);
    sending.lock();
    try {
      if (closeSent) {
        throw new IOException("WebSocket closed");
      }
      connection.out().write(frame);
      connection.out().flush();
    } finally {
      sending.unlock();
    }
  }

  /// Sends the close message, once. The peer answers with its own, which ends `receive`.
  public void sendClose(int code, String reason) {
    byte[] text = reason.getBytes(UTF_8);
    int length = Math.min(text.length, 123);
    byte[] payload = new byte[2 + length];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(text, 0, payload, 2, length);
    sending.lock();
    try {
      if (!closeSent) {
        closeSent = true;
        connection.out().write(frames.encode(WebSocketFrames.CLOSE, payload));
        connection.out().flush();
      }
    } catch (IOException _) {
      // The peer has gone already.
    } finally {
      sending.unlock();
    }
  }

  public boolean isOpen() {
    return ended == null && connection.isOpen();
  }

  /// Breaks the connection off, after a close message if none was sent. Does not wait.
  @Override
  public void close() {
    sendClose(NORMAL, "");
    connection.close();
  }
}
