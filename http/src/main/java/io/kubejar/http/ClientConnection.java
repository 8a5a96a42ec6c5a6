package io.kubejar.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// One socket of a client, speaking HTTP/1.1.
final class ClientConnection implements ByteConnection {
  private static final int HEAD_LIMIT = 256 * 1024;

  private final Origin origin;
  private final long generation;
  private final Socket plain;
  private final Socket socket;
  private final BufferedInputStream in;
  private final OutputStream out;

  private ClientConnection(Origin origin, long generation, Socket plain, Socket socket)
      throws IOException {
    this.origin = origin;
    this.generation = generation;
    this.plain = plain;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    this.out = socket.getOutputStream();
  }

  /// @param generation tells connections apart by what was known when they were opened
  /// @param opened told of the socket before it connects, so that it can be closed meanwhile
  static ClientConnection open(
      Origin origin,
      @Nullable ClientTlsContext tls,
      Duration timeout,
      long generation,
      java.util.function.Consumer<Socket> opened)
      throws IOException {
    var plain = new Socket();
    try {
      opened.accept(plain);
      plain.setOption(StandardSocketOptions.TCP_NODELAY, true);
      plain.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      var address = new InetSocketAddress(origin.host(), origin.port());
      if (address.isUnresolved()) {
        throw new UnknownHostException(origin.host());
      }
      int millis = Math.toIntExact(timeout.toMillis());
      plain.connect(address, millis);
      if (!origin.secure() || tls == null) {
        return new ClientConnection(origin, generation, plain, plain);
      }
      plain.setSoTimeout(millis);
      SSLSocket secured = tls.secure(plain, origin);
      secured.startHandshake();
      plain.setSoTimeout(0);
      return new ClientConnection(origin, generation, plain, secured);
    } catch (IOException | RuntimeException failed) {
      plain.close();
      throw failed;
    }
  }

  Origin origin() {
    return origin;
  }

  long generation() {
    return generation;
  }

  void writeRequest(ClientRequest request, Headers extra) throws IOException {
    var head = new StringBuilder(256);
    String path = request.uri().getRawPath();
    String query = request.uri().getRawQuery();
    head.append(request.method()).append(' ');
    head.append(path == null || path.isEmpty() ? "/" : path);
    if (query != null) {
      head.append('?').append(query);
    }
    head.append(" HTTP/1.1\r\n");
    if (!request.headers().contains("host")) {
      field(head, "Host", origin.authority());
    }
    for (Headers.Field field : request.headers()) {
      if (!extra.contains(field.name())) {
        field(head, field.name(), field.value());
      }
    }
    for (Headers.Field field : extra) {
      field(head, field.name(), field.value());
    }
    byte[] body = request.body();
    if (body != null || needsLength(request.method())) {
      field(head, "Content-Length", Integer.toString(body == null ? 0 : body.length));
    }
    head.append("\r\n");
    byte[] bytes = head.toString().getBytes(ISO_8859_1);
    if (body != null && body.length > 0 && body.length < 16 * 1024) {
      byte[] whole = java.util.Arrays.copyOf(bytes, bytes.length + body.length);
      System.arraycopy(body, 0, whole, bytes.length, body.length);
      out.write(whole);
    } else {
      out.write(bytes);
      if (body != null) {
        out.write(body);
      }
    }
    out.flush();
  }

  private static boolean needsLength(String method) {
    return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
  }

  private static void field(StringBuilder head, String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\r' || c == '\n' || c == 0) {
        throw new IllegalArgumentException("line break in header " + name);
      }
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }

  /// Status and header fields of a response.
  record Head(int status, boolean keepAlive, Protocol protocol, Headers headers) {}

  /// Reads a response's head; interim responses other than 101 are passed over.
  ///
  /// @return null when the server closed the connection without a byte
  @Nullable Head readHead(Duration timeout) throws IOException {
    timeout(timeout);
    boolean first = true;
    while (true) {
      int[] budget = {HEAD_LIMIT};
      String line = readLine(budget);
      if (line == null) {
        if (first) {
          return null;
        }
        throw new EOFException("server closed the connection");
      }
      first = false;
      Head head = parse(line, budget);
      if (head.status() >= 200 || head.status() == 101) {
        return head;
      }
    }
  }

  private Head parse(String line, int[] budget) throws IOException {
    if (!line.startsWith("HTTP/1.") || line.length() < 12) {
      throw new ProtocolException("not an HTTP/1 response");
    }
    int status;
    try {
      status = Integer.parseInt(line, 9, 12, 10);
    } catch (NumberFormatException _) {
      throw new ProtocolException("malformed status line");
    }
    var protocol = line.charAt(7) == '0' ? Protocol.HTTP_1_0 : Protocol.HTTP_1_1;
    var headers = Headers.builder();
    while (true) {
      String text = readLine(budget);
      if (text == null) {
        throw new EOFException("server closed the connection within the headers");
      }
      if (text.isEmpty()) {
        break;
      }
      int colon = text.indexOf(':');
      if (colon <= 0) {
        throw new ProtocolException("malformed header field");
      }
      headers.add(text.substring(0, colon), text.substring(colon + 1).strip());
    }
    var built = headers.build();
    boolean keepAlive =
        protocol == Protocol.HTTP_1_1
            ? !built.hasToken("connection", "close")
            : built.hasToken("connection", "keep-alive");
    return new Head(status, keepAlive, protocol, built);
  }

  @Nullable String readLine(int[] budget) throws IOException {
    var line = new StringBuilder(64);
    while (true) {
      int b = in.read();
      if (b < 0) {
        if (line.isEmpty()) {
          return null;
        }
        throw new EOFException("server closed the connection within a line");
      }
      if (--budget[0] < 0) {
        throw new ProtocolException("response headers too large");
      }
      if (b == '\n') {
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
          line.setLength(length - 1);
        }
        return line.toString();
      }
      line.append((char) b);
    }
  }

  void timeout(Duration timeout) throws IOException {
    long millis = timeout.toMillis();
    int wanted = (int) Math.min(Integer.MAX_VALUE, timeout.isZero() ? 0 : Math.max(1, millis));
    socket.setSoTimeout(wanted);
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return out;
  }

  @Override
  public boolean isOpen() {
    return !plain.isClosed();
  }

  /// Closes the socket below TLS: waits for nobody, not even for a thread that writes.
  @Override
  public void close() {
    try {
      plain.close();
    } catch (IOException _) {
      // Closed all the same.
    }
  }
}
