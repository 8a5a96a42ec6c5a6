package io.kubejar.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An HTTP/2 connection. What all its streams send within one turn of the event loop goes through
/// the encoder first and is flushed once, which is what carries thousands of watches.
// Netty tells of failed writes and closes by the channel's end.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2ServerConnection extends Http2ConnectionHandler implements ServerConnection {
  private static final int CONNECTION_WINDOW = 4 * 1024 * 1024;

  /// Fields that only mean something to HTTP/1.1 connections.
  private static final Set<String> CONNECTION_FIELDS =
      Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

  private final Dispatcher dispatcher;
  private final ServerLimits limits;
  private final @Nullable ServerTlsContext tls;
  private final Http2Connection.PropertyKey exchangeKey;
  private @Nullable ChannelHandlerContext lateContext;
  private @Nullable Outbox lateOutbox;
  private @Nullable ConnectionFacts lateFacts;
  private final Http2Farewell farewell = new Http2Farewell(this);
  private boolean progressWatched;
  private @Nullable ScheduledFuture<?> idle;

  Http2ServerConnection(
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings,
      Dispatcher dispatcher,
      ServerLimits limits,
      @Nullable ServerTlsContext tls) {
    super(decoder, encoder, settings);
    this.dispatcher = dispatcher;
    this.limits = limits;
    this.tls = tls;
    this.exchangeKey = encoder.connection().newKey();
    encoder
        .connection()
        .addListener(
            new Http2ConnectionAdapter() {
              @Override
              public void onStreamClosed(Http2Stream stream) {
                streamClosed(stream);
              }
            });
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) throws Exception {
    lateContext = context;
    lateOutbox = new Outbox(context.channel(), () -> flush(context));
    lateFacts = new ConnectionFacts(context.channel(), tls);
    super.handlerAdded(context);
    restIfIdle();
  }

  private ChannelHandlerContext context() {
    return Objects.requireNonNull(lateContext);
  }

  private Outbox outbox() {
    return Objects.requireNonNull(lateOutbox);
  }

  Http2EventAdapter events() {
    return new Events();
  }

  private @Nullable ServerExchange exchange(Http2Stream stream) {
    return stream.getProperty(exchangeKey);
  }

  private void streamClosed(Http2Stream stream) {
    ServerExchange exchange = stream.removeProperty(exchangeKey);
    if (exchange != null) {
      exchange.over("stream closed");
    }
    farewell.streamEnded(context());
    restIfIdle();
  }

  private void restIfIdle() {
    if (connection().numActiveStreams() == 0 && idle == null) {
      idle =
          context()
              .executor()
              .schedule(
                  () -> farewell.begin(context()),
                  limits.idleTimeout().toNanos(),
                  TimeUnit.NANOSECONDS);
    }
  }

  private void wake() {
    if (idle != null) {
      idle.cancel(false);
      idle = null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    farewell.over();
    super.channelInactive(context);
    wake();
  }

  @Override
  public void drain() {
    outbox()
        .submit(
            () -> {
              try {
                connection()
                    .forEachActiveStream(
                        stream -> {
                          var exchange = exchange(stream);
                          if (exchange != null) {
                            exchange.drain();
                          }
                          return true;
                        });
              } catch (Http2Exception impossible) {
                throw new IllegalStateException(impossible);
              }
              farewell.begin(context());
            });
  }

  @Override
  public void closeNow() {
    context().close();
  }

  private void look() {
    progressWatched = false;
    var stalled = new ArrayList<ServerExchange>();
    boolean[] pending = {false};
    try {
      connection()
          .forEachActiveStream(
              stream -> {
                var exchange = exchange(stream);
                if (exchange != null && exchange.pending().get() > 0) {
                  pending[0] = true;
                  if (exchange.stalled()) {
                    stalled.add(exchange);
                  }
                }
                return true;
              });
    } catch (Http2Exception impossible) {
      throw new IllegalStateException(impossible);
    }
    stalled.forEach(ServerExchange::abort);
    if (pending[0]) {
      watchProgress();
    }
  }

  private void watchProgress() {
    if (!progressWatched) {
      progressWatched = true;
      context()
          .executor()
          .schedule(this::look, limits.writeTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /// What the client sends.
  private final class Events extends Http2EventAdapter {
    private boolean widened;

    @Override
    public void onPingAckRead(ChannelHandlerContext context, long data) {
      farewell.answered(context, data);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings)
        throws Http2Exception {
      if (!widened) {
        widened = true;
        var whole = connection().connectionStream();
        var flow = connection().local().flowController();
        flow.incrementWindowSize(whole, CONNECTION_WINDOW - flow.windowSize(whole));
      }
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context,
        int id,
        Http2Headers headers,
        int dependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean end)
        throws Http2Exception {
      onHeadersRead(context, id, headers, padding, end);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context, int id, Http2Headers headers, int padding, boolean end)
        throws Http2Exception {
      var stream = connection().stream(id);
      var known = exchange(stream);
      if (known != null) {
        known.bodyPipe().end();
        return;
      }
      begin(stream, headers, end);
    }

    private void begin(Http2Stream stream, Http2Headers headers, boolean end)
        throws Http2Exception {
      CharSequence method = headers.method();
      CharSequence path = headers.path();
      if (method == null || path == null || path.isEmpty()) {
        throw Http2Exception.streamError(
            stream.id(), Http2Error.PROTOCOL_ERROR, "request without method or path");
      }
      if (!isOneWord(method) || !isOneWord(path) || !areLines(headers)) {
        throw Http2Exception.streamError(
            stream.id(), Http2Error.PROTOCOL_ERROR, "request that HTTP/1.1 could not say");
      }
      wake();
      var fields = Headers.builder();
      CharSequence authority = headers.authority();
      for (var field : headers) {
        if (field.getKey().charAt(0) != ':') {
          fields.add(field.getKey().toString(), field.getValue().toString());
        } else if (field.getKey().length() == 10 && authority != null) {
          fields.add("host", authority.toString());
        }
      }
      var link = new StreamLink(stream);
      var built = fields.build();
      var exchange =
          new ServerExchange(
              link,
              limits,
              Protocol.HTTP_2,
              method.toString(),
              path.toString(),
              built,
              authority == null ? built.first("host", "") : authority.toString());
      stream.setProperty(exchangeKey, exchange);
      if (end) {
        exchange.bodyPipe().end();
      }
      if (path.length() > limits.requestLine()) {
        exchange.respond(414, Headers.empty());
      } else if (!QueryParameters.isWellFormed(exchange.rawPath())) {
        exchange.respond(400, Headers.empty());
      } else if (exchange.declaredLength() > limits.body()) {
        exchange.respond(413, Headers.empty());
      } else {
        dispatcher.dispatch(exchange);
      }
    }

    /// Whether a text could stand in a request line: it must not become two when it is passed on.
    private static boolean isOneWord(CharSequence text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c <= ' ' || c == 0x7f) {
          return false;
        }
      }
      return true;
    }

    /// Whether each field fits on a line of its own.
    private static boolean areLines(Http2Headers headers) {
      for (var field : headers) {
        CharSequence value = field.getValue();
        for (int i = 0; i < value.length(); i++) {
          char c = value.charAt(i);
          if (c == '\r' || c == '\n' || c == 0) {
            return false;
          }
        }
      }
      return true;
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext context, int id, ByteBuf data, int padding, boolean end) {
      var exchange = exchange(connection().stream(id));
      int length = data.readableBytes();
      if (exchange == null) {
        return length + padding;
      }
      if (length > 0) {
        exchange.receive(ByteBufUtil.getBytes(data));
      }
      if (end) {
        exchange.bodyPipe().end();
      }
      // The window opens again as the handler reads.
      return padding;
    }
  }

  /// One stream of the connection.
  private final class StreamLink implements ExchangeLink {
    private final Http2Stream stream;

    StreamLink(Http2Stream stream) {
      this.stream = stream;
    }

    @Override
    public Outbox outbox() {
      return Http2ServerConnection.this.outbox();
    }

    @Override
    public ConnectionFacts facts() {
      return Objects.requireNonNull(lateFacts);
    }

    @Override
    public void writeHead(int status, Headers headers, long length, @Nullable ChannelPromise end) {
      var fields = new DefaultHttp2Headers(true, headers.size() + 2);
      fields.status(Integer.toString(status));
      for (int i = 0; i < headers.size(); i++) {
        String name = headers.nameAt(i).toLowerCase(Locale.ROOT);
        if (!CONNECTION_FIELDS.contains(name)) {
          fields.add(name, headers.valueAt(i));
        }
      }
      if (length >= 0 && status >= 200 && status != 204 && status != 304) {
        fields.set("content-length", Long.toString(length));
      }
      var promise = end == null ? promise() : end;
      encoder().writeHeaders(context(), stream.id(), fields, 0, end != null, promise);
      if (headers.first("connection", "").equalsIgnoreCase("close")) {
        farewell.begin(context());
      }
    }

    @Override
    public void writeData(ByteBuf bytes, boolean end, ChannelPromise promise) {
      encoder().writeData(context(), stream.id(), bytes, 0, end, promise);
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
      var exchange = exchange(stream);
      if (exchange != null) {
        // The client may still be sending a body nobody wants.
        outbox().submit(() -> reset(Http2Error.NO_ERROR));
      }
    }

    @Override
    public void abort() {
      reset(Http2Error.INTERNAL_ERROR);
    }

    private void reset(Http2Error error) {
      if (stream.state() != Http2Stream.State.CLOSED) {
        resetStream(context(), stream.id(), error.code(), promise());
      }
    }

    @Override
    public void bodyWanted() {}

    @Override
    public void bodyConsumed(int bytes) {
      outbox()
          .submit(
              () -> {
                try {
                  // A closed stream has given its bytes back already.
                  if (stream.state() != Http2Stream.State.CLOSED) {
                    connection().local().flowController().consumeBytes(stream, bytes);
                  }
                } catch (Http2Exception broken) {
                  onError(context(), true, broken);
                }
              });
    }

    @Override
    public void watchProgress() {
      Http2ServerConnection.this.watchProgress();
    }
  }
}
