package io.kubejar.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An HTTP/1.1 connection: one exchange at a time, requests sent ahead wait in order.
// Netty tells of failed writes and closes by the channel's end.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http1ServerConnection extends ChannelInboundHandlerAdapter
    implements ServerConnection, ExchangeLink {
  /// Messages sent ahead that are kept before reading stops.
  private static final int AHEAD = 32;

  /// Bytes of an unread body that are read and dropped to keep the connection usable.
  private static final long DISCARD = 256 * 1024;

  /// Bytes that are read and dropped, and the time that takes at most, before a connection closes
  /// whose client is still sending: closed at once, it would lose the answer.
  private static final long LINGER_BYTES = 16 * 1024 * 1024;

  private static final Duration LINGER = Duration.ofMillis(500);

  /// How long a connection without a request goes on when the server ends.
  static final Duration LAST_REQUEST = Duration.ofMillis(600);

  private final Dispatcher dispatcher;
  private final ServerLimits limits;
  private final @Nullable ServerTlsContext tls;
  private @Nullable ChannelHandlerContext lateContext;
  private @Nullable Outbox lateOutbox;
  private @Nullable ConnectionFacts lateFacts;

  // All below belongs to the event loop.
  private final ArrayDeque<Object> ahead = new ArrayDeque<>();
  private @Nullable ServerExchange active;
  private boolean bodyComplete = true;
  private boolean bodyFull;
  private boolean headersBegun;
  private boolean awaitsContinue;
  private long discarded;
  private boolean keepAlive;
  private boolean lingering;
  private boolean oldProtocol;
  private boolean draining;
  private boolean upgraded;
  private boolean progressWatched;
  private @Nullable ScheduledFuture<?> deadline;

  Http1ServerConnection(
      Dispatcher dispatcher, ServerLimits limits, @Nullable ServerTlsContext tls) {
    this.dispatcher = dispatcher;
    this.limits = limits;
    this.tls = tls;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    lateContext = context;
    lateOutbox = new Outbox(context.channel(), context::flush);
    lateFacts = new ConnectionFacts(context.channel(), tls);
    allow(limits.headerTimeout());
  }

  private ChannelHandlerContext context() {
    return Objects.requireNonNull(lateContext);
  }

  @Override
  public Outbox outbox() {
    return Objects.requireNonNull(lateOutbox);
  }

  @Override
  public ConnectionFacts facts() {
    return Objects.requireNonNull(lateFacts);
  }

  // Requests

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (upgraded) {
      context.fireChannelRead(message);
    } else if (active != null && bodyComplete) {
      ahead.add(message);
      if (ahead.size() == AHEAD) {
        updateReading();
      }
    } else {
      accept(message);
    }
  }

  private void accept(Object message) {
    try {
      if (message instanceof HttpRequest request) {
        begin(request);
      }
      if (message instanceof HttpContent content) {
        receive(content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(HttpRequest request) {
    stopClock();
    headersBegun = false;
    bodyComplete = false;
    bodyFull = false;
    discarded = 0;
    keepAlive = HttpUtil.isKeepAlive(request);
    oldProtocol = Http1Request.isOld(request);
    awaitsContinue = HttpUtil.is100ContinueExpected(request);
    var refusal = Http1Request.refusal(request);
    if (refusal != null) {
      refuse(refusal);
      return;
    }
    var exchange = Http1Request.exchange(request, this, limits);
    if (exchange.declaredLength() > limits.body()) {
      refuse(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    active = exchange;
    if (!HttpUtil.isTransferEncodingChunked(request) && exchange.declaredLength() <= 0) {
      exchange.bodyPipe().end();
    }
    dispatcher.dispatch(exchange);
  }

  private void refuse(HttpResponseStatus status) {
    byte[] text = (status + "\n").getBytes(US_ASCII);
    var response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(text));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, text.length);
    response.headers().set(HttpHeaderNames.CONNECTION, "close");
    var written = context().writeAndFlush(response);
    if (status.equals(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE)) {
      linger();
    } else {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  /// Closes soon: when the client has sent what it wanted to, or enough of it.
  private void linger() {
    lingering = true;
    bodyFull = false;
    updateReading();
    allow(LINGER);
  }

  private void receive(HttpContent content) {
    var exchange = active;
    boolean last = content instanceof LastHttpContent;
    if (content.decoderResult().isFailure()) {
      if (exchange != null) {
        exchange.bodyPipe().fail(new IOException("malformed body"));
      }
      keepAlive = false;
      bodyComplete = true;
      return;
    }
    int readable = content.content().readableBytes();
    if (exchange == null) {
      discarded += readable;
      if (discarded > (lingering ? LINGER_BYTES : DISCARD)) {
        context().close();
      }
    } else if (readable > 0) {
      bodyFull = !exchange.receive(ByteBufUtil.getBytes(content.content()));
      if (bodyFull) {
        updateReading();
      }
    }
    if (last) {
      bodyComplete = true;
      if (lingering) {
        context().close();
      } else if (exchange != null) {
        exchange.bodyPipe().end();
      } else {
        next();
      }
    }
  }

  private void updateReading() {
    context().channel().config().setAutoRead(!bodyFull && ahead.size() < AHEAD);
  }

  @Override
  public void bodyWanted() {
    outbox()
        .submit(
            () -> {
              if (awaitsContinue && !bodyComplete && active != null) {
                awaitsContinue = false;
                context()
                    .write(
                        new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1,
                            HttpResponseStatus.CONTINUE,
                            Unpooled.EMPTY_BUFFER));
              }
            });
  }

  @Override
  public void bodyConsumed(int bytes) {
    var exchange = active;
    if (bodyFull && exchange != null && exchange.bodyPipe().buffered() < 64 * 1024) {
      outbox()
          .submit(
              () -> {
                bodyFull = false;
                updateReading();
              });
    }
  }

  // Responses

  @Override
  public void writeHead(int status, Headers headers, long length, @Nullable ChannelPromise end) {
    var response =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
    var fields = response.headers();
    for (int i = 0; i < headers.size(); i++) {
      fields.add(headers.nameAt(i), headers.valueAt(i));
    }
    if (length >= 0) {
      if (status >= 200 && status != 204 && status != 304) {
        fields.set(HttpHeaderNames.CONTENT_LENGTH, length);
      }
    } else if (oldProtocol) {
      keepAlive = false;
    } else if (status != 204 && status != 304) {
      fields.set(HttpHeaderNames.TRANSFER_ENCODING, "chunked");
    }
    if (draining || status == 413 || (!bodyComplete && (awaitsContinue || muchIsLeft()))) {
      keepAlive = false;
    }
    if (!keepAlive) {
      fields.set(HttpHeaderNames.CONNECTION, "close");
    } else if (oldProtocol) {
      fields.set(HttpHeaderNames.CONNECTION, "keep-alive");
    }
    context().write(response, context().voidPromise());
    if (end != null) {
      context().write(LastHttpContent.EMPTY_LAST_CONTENT, end);
    }
  }

  /// Whether more of a body nobody reads is announced than is worth reading away.
  private boolean muchIsLeft() {
    var exchange = active;
    return exchange != null && exchange.declaredLength() - exchange.received() > DISCARD;
  }

  @Override
  public void writeData(ByteBuf bytes, boolean end, ChannelPromise promise) {
    context()
        .write(end ? new DefaultLastHttpContent(bytes) : new DefaultHttpContent(bytes), promise);
  }

  @Override
  public ChannelPromise promise() {
    return context().newPromise();
  }

  @Override
  public ByteBuf buffer(int capacity) {
    return context().alloc().heapBuffer(capacity, capacity);
  }

  @Override
  public void completed() {
    var exchange = active;
    active = null;
    if (exchange != null) {
      exchange.over("the exchange is over");
    }
    if (!keepAlive) {
      if (bodyComplete) {
        context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
      } else {
        context().flush();
        linger();
      }
      return;
    }
    bodyFull = false;
    if (bodyComplete) {
      next();
    } else {
      allow(limits.bodyTimeout());
      updateReading();
    }
  }

  /// Takes the next request sent ahead, or waits for one.
  private void next() {
    while (!ahead.isEmpty() && !(active != null && bodyComplete)) {
      accept(ahead.remove());
    }
    if (active == null && bodyComplete) {
      if (draining) {
        // Its answer may have begun before, without the word that it is the last.
        closeIdle();
      } else {
        allow(limits.idleTimeout());
      }
    }
    updateReading();
  }

  @Override
  public void abort() {
    context().close();
  }

  @Override
  public void watchProgress() {
    if (!progressWatched) {
      progressWatched = true;
      context()
          .executor()
          .schedule(this::look, limits.writeTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void look() {
    progressWatched = false;
    var exchange = active;
    if (exchange != null && exchange.pending().get() > 0) {
      if (exchange.stalled()) {
        context().close();
      } else {
        watchProgress();
      }
    }
  }

  // Upgrades

  @Override
  public @Nullable ByteConnection upgrade(String protocol, Headers headers) {
    var bytes = new ChannelBytes(context().channel());
    var done = new CompletableFuture<Boolean>();
    outbox().submit(() -> done.complete(switchTo(bytes, protocol, headers)));
    context().channel().closeFuture().addListener(_ -> done.complete(false));
    return done.join() ? bytes : null;
  }

  private boolean switchTo(ChannelBytes bytes, String protocol, Headers headers) {
    if (active == null || !context().channel().isActive()) {
      return false;
    }
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
    for (Headers.Field field : headers) {
      response.headers().add(field.name(), field.value());
    }
    response.headers().set(HttpHeaderNames.CONNECTION, "Upgrade");
    response.headers().set(HttpHeaderNames.UPGRADE, protocol);
    context().writeAndFlush(response);
    upgraded = true;
    stopClock();
    var pipeline = context().pipeline();
    pipeline.addLast(bytes);
    // What the codec has read beyond the request comes out of it now.
    pipeline.remove(HttpServerCodec.class);
    if (pipeline.get(HeaderClock.class) != null) {
      pipeline.remove(HeaderClock.class);
    }
    for (Object message : ahead) {
      ReferenceCountUtil.release(message);
    }
    ahead.clear();
    bodyFull = false;
    context().channel().config().setAutoRead(true);
    return true;
  }

  // Ends

  /// The first bytes of a request have come.
  void requestStarts() {
    if (active == null && !upgraded && bodyComplete && !headersBegun) {
      headersBegun = true;
      allow(limits.headerTimeout());
    }
  }

  private void allow(Duration time) {
    stopClock();
    deadline =
        context()
            .executor()
            .schedule(() -> context().close(), time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void stopClock() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  @Override
  public void drain() {
    outbox()
        .submit(
            () -> {
              draining = true;
              if (active != null) {
                active.drain();
              } else if (!upgraded) {
                closeIdle();
              }
            });
  }

  /// Closes a connection without a request, after a moment for one that may be on its way: that is
  /// answered with the word that it is the last, for to be cut off in its middle would leave the
  /// client in doubt.
  private void closeIdle() {
    var _ =
        context()
            .executor()
            .schedule(
                () -> {
                  if (active == null && !headersBegun) {
                    context().close();
                  }
                },
                LAST_REQUEST.toNanos(),
                TimeUnit.NANOSECONDS);
  }

  @Override
  public void closeNow() {
    context().close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stopClock();
    ahead.forEach(ReferenceCountUtil::release);
    ahead.clear();
    var exchange = active;
    active = null;
    if (exchange != null) {
      exchange.over("client has gone");
    }
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    System.getLogger("io.kubejar.http")
        .log(System.Logger.Level.DEBUG, "connection of " + facts().remote() + " broke", cause);
    context.close();
  }

  /// Notices the first bytes of a request before it is decoded.
  static final class HeaderClock extends ChannelInboundHandlerAdapter {
    private final Http1ServerConnection connection;

    HeaderClock(Http1ServerConnection connection) {
      this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof ByteBuf) {
        connection.requestStarts();
      }
      context.fireChannelRead(message);
    }
  }
}
