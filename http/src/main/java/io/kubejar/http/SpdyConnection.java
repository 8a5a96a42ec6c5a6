package io.kubejar.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.spdy.DefaultSpdyGoAwayFrame;
import io.netty.handler.codec.spdy.DefaultSpdyPingFrame;
import io.netty.handler.codec.spdy.DefaultSpdyRstStreamFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynReplyFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyHeadersFrame;
import io.netty.handler.codec.spdy.SpdyPingFrame;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdyStreamStatus;
import io.netty.handler.codec.spdy.SpdySynReplyFrame;
import io.netty.handler.codec.spdy.SpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A SPDY/3.1 connection of either side, on any bytes in both directions, as Kubernetes uses it:
/// plain streams with headers, no requests and, like all its implementations, no flow control but
/// that of the connection below.
///
/// Frames are laid out by Netty's codec, run here as a mere function from bytes to frames. A
/// virtual thread reads; it ends with the connection.
public final class SpdyConnection implements AutoCloseable {
  public static final String PROTOCOL = "SPDY/3.1";

  private static final Headers REPLY_HEADERS = Headers.of(":status", "200", ":version", "HTTP/1.1");
  private static final int STREAM_LIMIT = 4096;
  private static final int HEADER_LIMIT = 64 * 1024;
  private static final Duration REPLY = Duration.ofSeconds(30);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /// Ends the queue of accepted streams.
  private final SpdyStream noMore = new SpdyStream(this, 0, Headers.empty());

  private final ByteConnection bytes;
  private final boolean server;
  private final Thread reader;
  private final EmbeddedChannel decoder = codec();
  private final Map<Integer, SpdyStream> streams = new ConcurrentHashMap<>();
  private final LinkedBlockingQueue<SpdyStream> arrived = new LinkedBlockingQueue<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  private final ReentrantLock writing = new ReentrantLock();
  private final EmbeddedChannel encoder = codec();
  private int nextId;

  private SpdyConnection(ByteConnection bytes, boolean server) {
    this.bytes = bytes;
    this.server = server;
    this.nextId = server ? 2 : 1;
    this.reader =
        Thread.ofVirtual().name("spdy-reader-" + NUMBER.getAndIncrement()).unstarted(this::read);
  }

  /// Speaks SPDY on the connection.
  public static SpdyConnection over(ByteConnection bytes, boolean server) {
    var connection = new SpdyConnection(bytes, server);
    connection.reader.start();
    return connection;
  }

  public static boolean isRequestedBy(Exchange exchange) {
    return PROTOCOL.equalsIgnoreCase(exchange.upgrade());
  }

  /// Upgrades the exchange, with these headers besides.
  public static SpdyConnection accept(Exchange exchange, Headers headers) throws IOException {
    return over(exchange.upgradeRaw(PROTOCOL, headers), true);
  }

  private static EmbeddedChannel codec() {
    return new EmbeddedChannel(
        new SpdyFrameCodec(SpdyVersion.SPDY_3_1, 64 * 1024, HEADER_LIMIT, 6, 15, 8));
  }

  /// Opens a stream and waits until the peer has accepted it.
  public SpdyStream open(Headers headers) throws IOException {
    SpdyStream stream;
    writing.lock();
    try {
      stream = new SpdyStream(this, nextId, headers);
      nextId += 2;
      streams.put(stream.id(), stream);
      var frame = new DefaultSpdySynStreamFrame(stream.id(), 0, (byte) 0);
      fill(frame, headers);
      send(frame);
    } finally {
      writing.unlock();
    }
    // One that was accepted has been told of the end by the reader.
    if (closed.get() && !stream.isAccepted()) {
      stream.broken("connection closed", true);
    }
    stream.awaitReply(REPLY);
    return stream;
  }

  /// Waits for the next stream the peer opens; it is accepted already. Null when the connection has
  /// ended or the time is over.
  public @Nullable SpdyStream accept(Duration time) throws IOException {
    try {
      var stream = arrived.poll(time.toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS);
      if (stream == noMore) {
        arrived.add(noMore);
        return null;
      }
      return stream;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  public boolean isOpen() {
    return !closed.get() && bytes.isOpen();
  }

  /// Waits until the peer has closed the connection, up to the time.
  public boolean awaitEnd(Duration time) {
    try {
      return reader.join(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Says that no more streams are taken, lets the peer close the connection first, which spares
  /// what is still on its way, and closes it when the time is over.
  public void finish(Duration time) {
    try {
      sendLocked(new DefaultSpdyGoAwayFrame(0));
    } catch (IOException _) {
      // The peer has gone already.
    }
    awaitEnd(time);
    close();
  }

  @Override
  public void close() {
    bytes.close();
    end("connection closed", true);
  }

  // Reading

  private void read() {
    byte[] buffer = new byte[32 * 1024];
    String reason = "connection closed";
    boolean failed = false;
    try {
      int n = bytes.in().read(buffer);
      while (n >= 0) {
        decoder.writeInbound(Unpooled.copiedBuffer(buffer, 0, n));
        Object frame = decoder.readInbound();
        while (frame != null) {
          try {
            handle(frame);
          } finally {
            ReferenceCountUtil.release(frame);
          }
          frame = decoder.readInbound();
        }
        n = bytes.in().read(buffer);
      }
    } catch (IOException | RuntimeException broken) {
      reason = String.valueOf(broken.getMessage());
      failed = true;
    } finally {
      end(reason, failed);
      bytes.close();
      decoder.finishAndReleaseAll();
      writing.lock();
      try {
        encoder.finishAndReleaseAll();
      } finally {
        writing.unlock();
      }
    }
  }

  private void end(String reason, boolean failed) {
    if (closed.compareAndSet(false, true)) {
      streams.values().forEach(stream -> stream.broken(reason, failed));
      streams.clear();
      arrived.add(noMore);
    }
  }

  private void handle(Object frame) throws IOException {
    switch (frame) {
      case SpdyDataFrame data -> {
        var stream = streams.get(data.streamId());
        if (stream != null) {
          stream.pipe().put(ByteBufUtil.getBytes(data.content()));
          if (data.isLast()) {
            stream.remoteEnd();
          }
        }
      }
      case SpdySynStreamFrame opened -> opened(opened);
      case SpdySynReplyFrame reply -> {
        var stream = streams.get(reply.streamId());
        if (stream != null) {
          stream.markReplied();
          if (reply.isLast()) {
            stream.remoteEnd();
          }
        }
      }
      case SpdyRstStreamFrame rst -> {
        var stream = streams.remove(rst.streamId());
        if (stream != null) {
          // Servers reset all streams when a command is over, so for readers this is the end.
          stream.broken("stream reset by the peer", false);
        }
      }
      case SpdyHeadersFrame more -> {
        var stream = streams.get(more.streamId());
        if (stream != null && more.isLast()) {
          stream.remoteEnd();
        }
      }
      case SpdyPingFrame ping -> {
        // Those of the own parity are answers.
        if ((ping.id() % 2 == 1) == server) {
          sendLocked(new DefaultSpdyPingFrame(ping.id()));
        }
      }
      default -> {
        // Settings and window updates mean nothing here; after GOAWAY the peer closes.
      }
    }
  }

  private void opened(SpdySynStreamFrame frame) throws IOException {
    int id = frame.streamId();
    if ((id % 2 == 1) != server || streams.size() >= STREAM_LIMIT || streams.containsKey(id)) {
      sendLocked(new DefaultSpdyRstStreamFrame(id, SpdyStreamStatus.REFUSED_STREAM));
      return;
    }
    var headers = Headers.builder();
    for (var field : frame.headers()) {
      headers.add(field.getKey().toString(), field.getValue().toString());
    }
    var stream = new SpdyStream(this, id, headers.build());
    streams.put(id, stream);
    // Netty leaves an empty header block out altogether, which Go's decoder takes for a broken one.
    var reply = new DefaultSpdySynReplyFrame(id);
    fill(reply, REPLY_HEADERS);
    sendLocked(reply);
    if (frame.isLast()) {
      stream.remoteEnd();
    }
    arrived.add(stream);
  }

  void forget(SpdyStream stream) {
    streams.remove(stream.id());
  }

  // Writing

  private static void fill(SpdyHeadersFrame frame, Headers headers) {
    for (Headers.Field field : headers) {
      frame.headers().add(field.name().toLowerCase(Locale.ROOT), field.value());
    }
  }

  void sendReset(int id) {
    try {
      sendLocked(new DefaultSpdyRstStreamFrame(id, SpdyStreamStatus.CANCEL));
    } catch (IOException _) {
      // The connection has ended, and the stream with it.
    }
  }

  void sendData(int id, byte[] data, int start, int length, boolean last) throws IOException {
    byte[] frame = new byte[8 + length];
    frame[0] = (byte) (id >>> 24);
    frame[1] = (byte) (id >>> 16);
    frame[2] = (byte) (id >>> 8);
    frame[3] = (byte) id;
    frame[4] = (byte) (last ? 1 : 0);
    frame[5] = (byte) (length >>> 16);
    frame[6] = (byte) (length >>> 8);
    frame[7] = (byte) length;
    System.arraycopy(data, start, frame, 8, length);
    writing.lock();
    try {
      write(frame);
    } finally {
      writing.unlock();
    }
  }

  private void sendLocked(Object frame) throws IOException {
    writing.lock();
    try {
      send(frame);
    } finally {
      writing.unlock();
    }
  }

  private void send(Object frame) throws IOException {
    if (closed.get()) {
      throw new IOException("connection closed");
    }
    encoder.writeOutbound(frame);
    ByteBuf encoded = encoder.readOutbound();
    while (encoded != null) {
      try {
        write(ByteBufUtil.getBytes(encoded));
      } finally {
        encoded.release();
      }
      encoded = encoder.readOutbound();
    }
  }

  private void write(byte[] frame) throws IOException {
    if (closed.get()) {
      throw new IOException("connection closed");
    }
    bytes.out().write(frame);
    bytes.out().flush();
  }
}
