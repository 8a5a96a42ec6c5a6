package io.kubejar.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/// The bytes of a Netty channel as blocking streams.
// Netty tells of failed writes and closes by the channel's end.
@SuppressWarnings("FutureReturnValueIgnored")
final class ChannelBytes extends ChannelInboundHandlerAdapter implements ByteConnection {
  private static final int BUFFER = 256 * 1024;

  /// Permits are bytes that may be on their way out.
  private static final int WINDOW = 512 * 1024;

  private final Channel channel;
  private final BytePipe in;
  private final Semaphore window = new Semaphore(WINDOW);
  private final OutputStream out = new Out();

  ChannelBytes(Channel channel) {
    this.channel = channel;
    this.in = new BytePipe(BUFFER, Duration.ZERO, _ -> resume());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof ByteBuf bytes && !in.offer(ByteBufUtil.getBytes(bytes))) {
        channel.config().setAutoRead(false);
        if (in.buffered() < BUFFER / 2) {
          channel.config().setAutoRead(true);
        }
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void resume() {
    if (!channel.config().isAutoRead() && in.buffered() < BUFFER / 2) {
      channel.config().setAutoRead(true);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    in.end();
    // Nobody waits for room any more.
    window.release(WINDOW);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    in.fail(cause instanceof IOException io ? io : new IOException(cause));
    context.close();
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
    return channel.isActive();
  }

  @Override
  public void close() {
    in.end();
    channel.close();
  }

  private final class Out extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      if (!channel.isActive()) {
        throw new IOException("connection closed");
      }
      int permits = Math.min(length, WINDOW);
      try {
        window.acquire(permits);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
      var copy = Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, start, start + length));
      channel.writeAndFlush(copy).addListener(_ -> window.release(permits));
    }

    @Override
    public void close() {
      ChannelBytes.this.close();
    }
  }
}
