package io.kubejar.node.cri;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.Deflater;

/// The client's end of a SPDY/3.1 connection to a runtime's streaming server.
///
/// Runtimes stream exec, attach and port-forward over SPDY: one HTTP/1.1 upgrade, then named
/// streams of bytes in both directions. Only what these servers use is here: streams opened by the
/// client, data, half-close, reset and ping. Header blocks are sent compressed without the
/// protocol's dictionary, which servers accept, and those received carry nothing that is needed.
/// These servers neither keep nor grant flow-control windows; TCP holds back a fast writer.
final class SpdyConnection implements AutoCloseable {

  private static final int VERSION = 0x8003;
  private static final int SYN_STREAM = 1;
  private static final int RST_STREAM = 3;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int FLAG_FIN = 1;
  private static final int LARGEST_DATA = 32 << 10;
  private static final int CONNECT_MILLIS = 10_000;
  private static final int LONGEST_HEAD = 16 << 10;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Deflater deflater = new Deflater();
  private final Map<Integer, SpdyStream> streams = new ConcurrentHashMap<>();
  private final Thread reader;
  private int nextStream = 1;

  private SpdyConnection(Socket socket, String name, URI uri, String protocol) throws IOException {
    this.socket = socket;
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    upgrade(uri, protocol);
    reader = Thread.ofVirtual().name(name).start(this::read);
  }

  /// Connects to a URL that the runtime gave, and agrees on a protocol such as `v4.channel.k8s.io`.
  static SpdyConnection open(String url, String protocol) throws IOException {
    URI uri = URI.create(url);
    if (!"http".equals(uri.getScheme())) {
      throw new IOException(
          "the runtime's streaming server is not on plain HTTP: " + uri.getScheme());
    }
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), CONNECT_MILLIS);
      return new SpdyConnection(socket, "cri-stream", uri, protocol);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private void upgrade(URI uri, String protocol) throws IOException {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String head =
        "POST "
            + uri.getRawPath()
            + query
            + " HTTP/1.1\r\n"
            + "Host: "
            + uri.getRawAuthority()
            + "\r\n"
            + "Connection: Upgrade\r\nUpgrade: SPDY/3.1\r\n"
            + "X-Stream-Protocol-Version: "
            + protocol
            + "\r\n"
            + "Content-Length: 0\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    socket.setSoTimeout(CONNECT_MILLIS);
    String answer = readHead();
    socket.setSoTimeout(0);
    if (!answer.startsWith("HTTP/1.1 101")) {
      throw new IOException(answer.lines().findFirst().orElse("no answer"));
    }
  }

  private String readHead() throws IOException {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0 || head.length() > LONGEST_HEAD) {
        throw new EOFException("the streaming server closed the connection");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /// Opens a stream.
  ///
  /// @param readable whether anything will be read from it; otherwise what arrives is dropped
  SpdyStream open(Map<String, String> headers, boolean readable) throws IOException {
    synchronized (out) {
      int id = nextStream;
      nextStream += 2;
      var stream = new SpdyStream(this, id, readable);
      streams.put(id, stream);
      byte[] block = compressed(headers);
      control(SYN_STREAM, 0, 10 + block.length);
      out.writeInt(id);
      out.writeInt(0);
      out.writeShort(0);
      out.write(block);
      out.flush();
      return stream;
    }
  }

  private byte[] compressed(Map<String, String> headers) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var plain = new DataOutputStream(bytes);
    plain.writeInt(headers.size());
    for (Map.Entry<String, String> header : headers.entrySet()) {
      for (String text : new String[] {header.getKey(), header.getValue()}) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        plain.writeInt(value.length);
        plain.write(value);
      }
    }
    deflater.setInput(bytes.toByteArray());
    var block = new ByteArrayOutputStream();
    byte[] buffer = new byte[1024];
    int length;
    do {
      length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
      block.write(buffer, 0, length);
    } while (length == buffer.length);
    return block.toByteArray();
  }

  void send(int stream, byte[] bytes, int offset, int length, boolean last) throws IOException {
    int sent = 0;
    do {
      int part = Math.min(length - sent, LARGEST_DATA);
      boolean end = last && sent + part == length;
      synchronized (out) {
        out.writeInt(stream);
        out.writeInt((end ? FLAG_FIN : 0) << 24 | part);
        out.write(bytes, offset + sent, part);
        out.flush();
      }
      sent += part;
    } while (sent < length);
  }

  private void control(int type, int flags, int length) throws IOException {
    out.writeShort(VERSION);
    out.writeShort(type);
    out.writeInt(flags << 24 | length);
  }

  private void read() {
    try {
      while (true) {
        int first = in.readInt();
        int second = in.readInt();
        int flags = second >>> 24;
        int length = second & 0xffffff;
        if (first >= 0) {
          receive(first, length, (flags & FLAG_FIN) != 0);
        } else if (!receiveControl(first & 0xffff, flags, length)) {
          return;
        }
      }
    } catch (IOException e) {
      // The end of the connection is how these servers end a session.
      return;
    } finally {
      streams.values().forEach(SpdyStream::end);
    }
  }

  private void receive(int id, int length, boolean last) throws IOException {
    byte[] data = in.readNBytes(length);
    if (data.length < length) {
      throw new EOFException();
    }
    SpdyStream stream = streams.get(id);
    if (stream != null) {
      stream.receive(data);
      if (last) {
        stream.end();
      }
    }
  }

  private boolean receiveControl(int type, int flags, int length) throws IOException {
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException();
    }
    switch (type) {
      case PING -> {
        synchronized (out) {
          control(PING, 0, body.length);
          out.write(body);
          out.flush();
        }
      }
      case GOAWAY -> {
        // What is under way still arrives; the server then closes the connection.
      }
      default -> {
        boolean ends = type == RST_STREAM || (flags & FLAG_FIN) != 0;
        if (ends && length >= 4) {
          SpdyStream stream = streams.get(intAt(body) & 0x7fffffff);
          if (stream != null) {
            stream.end();
          }
        }
      }
    }
    return true;
  }

  private static int intAt(byte[] body) {
    return (body[0] & 0xff) << 24 | (body[1] & 0xff) << 16 | (body[2] & 0xff) << 8 | body[3] & 0xff;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed it is.
    }
    streams.values().forEach(SpdyStream::end);
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    deflater.end();
  }
}
