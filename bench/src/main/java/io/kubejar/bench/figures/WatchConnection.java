package io.kubejar.bench.figures;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.AsciiString;
import javax.net.ssl.SSLException;

/// A connection of HTTP/2 with many watches on it that are counted and thrown away.
///
/// An event is recognised by the end of its line; of some the time is read that stands in it.
// Netty tells of failed writes by the channel's end.
@SuppressWarnings("FutureReturnValueIgnored")
final class WatchConnection implements AutoCloseable {
  private static final AsciiString TIME = AsciiString.cached("\"t\":\"");

  private final Channel channel;
  private final Http2ConnectionHandler handler;

  private WatchConnection(Channel channel, Http2ConnectionHandler handler) {
    this.channel = channel;
    this.handler = handler;
  }

  static SslContext tls() throws SSLException {
    return SslContextBuilder.forClient()
        .trustManager(InsecureTrustManagerFactory.INSTANCE)
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_2))
        .build();
  }

  static WatchConnection open(EventLoopGroup loops, SslContext tls, Target target, WatchTally tally)
      throws InterruptedException {
    var handler =
        new Http2ConnectionHandlerBuilder()
            .connection(new DefaultHttp2Connection(false))
            .initialSettings(
                Http2Settings.defaultSettings()
                    .pushEnabled(false)
                    .initialWindowSize(1 << 20)
                    .maxConcurrentStreams(0))
            .frameListener(new Reader(tally))
            // Watches never end by themselves.
            .gracefulShutdownTimeoutMillis(0)
            .build();
    Channel channel =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel opened) {
                    opened.pipeline().addLast(tls.newHandler(opened.alloc()), handler);
                  }
                })
            .connect(target.url().getHost(), target.url().getPort())
            .sync()
            .channel();
    channel
        .eventLoop()
        .submit(
            () -> {
              var connection = handler.connection();
              connection
                  .local()
                  .flowController()
                  .incrementWindowSize(connection.connectionStream(), 1 << 28);
              return connection;
            })
        .sync();
    return new WatchConnection(channel, handler);
  }

  /// Begins watches, each a stream.
  void watch(Target target, String path, int streams) throws InterruptedException {
    var headers =
        new DefaultHttp2Headers()
            .method("GET")
            .scheme("https")
            .authority(target.url().getAuthority())
            .path(path)
            .set("authorization", "Bearer " + target.token());
    channel
        .eventLoop()
        .submit(
            () -> {
              ChannelHandlerContext context = channel.pipeline().context(handler);
              for (int i = 0; i < streams; i++) {
                int id = handler.connection().local().incrementAndGetNextStreamId();
                handler.encoder().writeHeaders(context, id, headers, 0, true, context.newPromise());
              }
              context.flush();
            })
        .sync();
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
  }

  private static final class Reader extends Http2FrameAdapter {
    private final WatchTally tally;
    private int sample;

    Reader(WatchTally tally) {
      this.tally = tally;
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context,
        int stream,
        Http2Headers headers,
        int dependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean end) {
      tally.answered("200".contentEquals(headers.status()));
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean end) {
      int lines = 0;
      int at = data.readerIndex();
      int last = data.writerIndex();
      while (true) {
        int found = data.indexOf(at, last, (byte) '\n');
        if (found < 0) {
          break;
        }
        lines++;
        at = found + 1;
      }
      if (lines > 0) {
        tally.received(lines, (sample++ & 15) == 0 ? time(data) : 0);
      }
      return data.readableBytes() + padding;
    }

    private static long time(ByteBuf data) {
      int at = indexOf(data);
      if (at < 0) {
        return 0;
      }
      long time = 0;
      for (int i = at + TIME.length(); i < data.writerIndex(); i++) {
        int digit = data.getByte(i) - '0';
        if (digit < 0 || digit > 9) {
          return time;
        }
        time = time * 10 + digit;
      }
      return 0;
    }

    private static int indexOf(ByteBuf data) {
      for (int i = data.readerIndex(); i + TIME.length() < data.writerIndex(); i++) {
        int k = 0;
        while (k < TIME.length() && data.getByte(i + k) == TIME.byteAt(k)) {
          k++;
        }
        if (k == TIME.length()) {
          return i;
        }
      }
      return -1;
    }
  }
}
