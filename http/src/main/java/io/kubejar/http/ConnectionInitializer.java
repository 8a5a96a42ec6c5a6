package io.kubejar.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Sets accepted connections up for the version their client speaks, and keeps track of them.
// Netty tells of failed writes and closes by the channel's end.
@SuppressWarnings("FutureReturnValueIgnored")
@Sharable
final class ConnectionInitializer extends ChannelInitializer<Channel> {
  private static final System.Logger LOG = System.getLogger("io.kubejar.http");

  /// How long a connection may take to say what it speaks when the server ends.
  private static final Duration FIRST_WORDS = Duration.ofMillis(1500);

  private final Dispatcher dispatcher;
  private final ServerLimits limits;
  private final @Nullable ServerTlsContext tls;

  private final Map<Channel, Object> open = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private volatile boolean draining;

  ConnectionInitializer(
      Dispatcher dispatcher, ServerLimits limits, @Nullable ServerTlsContext tls) {
    this.dispatcher = dispatcher;
    this.limits = limits;
    this.tls = tls;
  }

  int count() {
    return open.size();
  }

  /// Stands at the listening socket and notes connections as they are taken, before their event
  /// loop knows them: once the socket is closed, all there will ever be are known.
  ChannelHandler accepted() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object accepted) {
        var channel = (Channel) accepted;
        open.put(channel, ConnectionInitializer.this);
        channel.closeFuture().addListener(_ -> forget(channel));
        context.fireChannelRead(accepted);
      }
    };
  }

  @Override
  protected void initChannel(Channel channel) throws Exception {
    if (tls != null) {
      var handler = tls.handler();
      handler.setHandshakeTimeoutMillis(limits.headerTimeout().toMillis());
      channel.pipeline().addLast(handler, new Negotiated());
    } else {
      channel.pipeline().addLast(new Detector());
    }
    if (draining) {
      closeUnlessKnown(channel);
    }
  }

  private void forget(Channel channel) {
    open.remove(channel);
    if (draining && open.isEmpty()) {
      lock.lock();
      try {
        ended.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void http1(ChannelPipeline pipeline) {
    var connection = new Http1ServerConnection(dispatcher, limits, tls);
    var decoder =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(limits.requestLine())
            .setMaxHeaderSize(limits.headerBytes())
            .setMaxChunkSize(64 * 1024);
    pipeline.addLast(new Http1ServerConnection.HeaderClock(connection));
    pipeline.addLast(new HttpServerCodec(decoder));
    pipeline.addLast(connection);
    known(pipeline.channel(), connection);
  }

  private void http2(ChannelPipeline pipeline) {
    var connection = new Http2ServerBuilder(dispatcher, limits, tls).connect();
    pipeline.addLast(connection);
    known(pipeline.channel(), connection);
  }

  private void known(Channel channel, ServerConnection connection) {
    open.computeIfPresent(channel, (_, _) -> connection);
    if (draining) {
      connection.drain();
    }
  }

  /// Asks the connections to end and waits for that, up to the time.
  ///
  /// @return whether all have
  boolean drain(Duration grace) throws InterruptedException {
    draining = true;
    open.forEach(
        (channel, connection) -> {
          if (connection instanceof ServerConnection known) {
            known.drain();
          } else if (channel.isRegistered()) {
            closeUnlessKnown(channel);
          }
        });
    return await(grace);
  }

  /// Waits for connections that were asked to end, up to the time.
  ///
  /// @return whether all have
  boolean await(Duration time) throws InterruptedException {
    long nanos = time.toNanos();
    lock.lock();
    try {
      while (!open.isEmpty() && nanos > 0) {
        nanos = ended.awaitNanos(nanos);
      }
      return open.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /// Lets a connection become one that can be told of the end; one that does not is closed.
  private void closeUnlessKnown(Channel channel) {
    var _ =
        channel
            .eventLoop()
            .schedule(
                () -> {
                  if (!(open.get(channel) instanceof ServerConnection)) {
                    channel.close();
                  }
                },
                FIRST_WORDS.toNanos(),
                TimeUnit.NANOSECONDS);
  }

  void closeAll() throws InterruptedException {
    open.forEach(
        (channel, connection) -> {
          if (connection instanceof ServerConnection known) {
            known.closeNow();
          } else {
            channel.close();
          }
        });
    await(Duration.ofSeconds(1));
  }

  /// Goes on after a TLS handshake.
  private final class Negotiated extends ApplicationProtocolNegotiationHandler {
    Negotiated() {
      super(ApplicationProtocolNames.HTTP_1_1);
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
      if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
        http2(context.pipeline());
      } else {
        http1(context.pipeline());
      }
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
      LOG.log(
          System.Logger.Level.DEBUG,
          () -> "TLS handshake with " + context.channel().remoteAddress() + ": " + cause);
      context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  /// Tells HTTP/2 from HTTP/1.1 in the clear by the first bytes, `PRI `, which no method begins
  /// with.
  private final class Detector extends ByteToMessageDecoder {
    private static final int PREFACE = 0x50524920;

    private @Nullable ScheduledFuture<?> deadline;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      deadline =
          context
              .executor()
              .schedule(
                  () -> context.close(), limits.headerTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
      if (deadline != null) {
        deadline.cancel(false);
      }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
      if (in.readableBytes() < 4 && in.isReadable() && in.getByte(in.readerIndex()) == 'P') {
        return;
      }
      if (in.readableBytes() >= 4 && in.getInt(in.readerIndex()) == PREFACE) {
        http2(context.pipeline());
      } else {
        http1(context.pipeline());
      }
      context.pipeline().remove(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
      if (deadline != null) {
        deadline.cancel(false);
      }
      super.channelInactive(context);
    }
  }

  /// Keeps what escapes every handler from being logged as unhandled.
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.log(System.Logger.Level.DEBUG, "connection failed", cause);
    context.close();
  }
}
