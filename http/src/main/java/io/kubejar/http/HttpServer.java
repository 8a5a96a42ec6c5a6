package io.kubejar.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A listening server for HTTP/1.1 and HTTP/2, with or without TLS.
///
/// Over TLS the version is negotiated (ALPN); in the clear an HTTP/2 client must know beforehand.
public final class HttpServer implements AutoCloseable {
  private static final Duration HANDLERS_END = Duration.ofSeconds(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final Duration LOOPS_END = Duration.ofSeconds(3);

  private final Channel listener;
  private final MultiThreadIoEventLoopGroup loops;
  private final List<Thread> loopThreads;
  private final ConnectionInitializer connections;
  private final Dispatcher dispatcher;
  private final AtomicBoolean closed = new AtomicBoolean();

  private HttpServer(
      Channel listener,
      MultiThreadIoEventLoopGroup loops,
      List<Thread> loopThreads,
      ConnectionInitializer connections,
      Dispatcher dispatcher) {
    this.listener = listener;
    this.loops = loops;
    this.loopThreads = loopThreads;
    this.connections = connections;
    this.dispatcher = dispatcher;
  }

  public static Builder builder(Handler handler) {
    return new Builder(handler);
  }

  /// The address it listens on, with the real port.
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  public int port() {
    return address().getPort();
  }

  /// Open connections.
  public int connections() {
    return connections.count();
  }

  /// Stops accepting, lets running exchanges end within the time, then closes what is left. Streams
  /// whose handler has returned end at once, since nobody else would end them.
  public void shutdown(Duration grace) {
    shutdown(grace, Duration.ZERO, () -> false);
  }

  /// Shuts down with more time for what is known to end.
  ///
  /// @param more goes by after the grace while there is something `worthwhile`
  public void shutdown(Duration grace, Duration more, BooleanSupplier worthwhile) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      listener.close().syncUninterruptibly();
      boolean ended = connections.drain(grace);
      long deadline = System.nanoTime() + more.toNanos();
      while (!ended && worthwhile.getAsBoolean() && System.nanoTime() < deadline) {
        ended = connections.await(LOOK_AGAIN);
      }
      connections.closeAll();
      dispatcher.stop(HANDLERS_END);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      var _ = loops.shutdownGracefully(0, 2, TimeUnit.SECONDS);
      awaitLoops();
    }
  }

  private void awaitLoops() {
    // An event loop cannot wait for itself.
    if (loopThreads.contains(Thread.currentThread())) {
      return;
    }
    try {
      for (Thread thread : loopThreads) {
        thread.join(LOOPS_END);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Shuts down with a grace of two seconds.
  @Override
  public void close() {
    shutdown(Duration.ofSeconds(2));
  }

  /// Collects what a server is made of.
  public static final class Builder {
    private final Handler handler;
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private @Nullable ServerTls tls;
    private @Nullable FastHandler fastHandler;
    private ServerLimits limits = ServerLimits.defaults();
    private String name = "http";
    private int threads = 2;

    private Builder(Handler handler) {
      this.handler = handler;
    }

    /// Where to listen; port 0 takes a free one. Loopback and a free port unless told.
    public Builder bind(InetSocketAddress address) {
      this.address = address;
      return this;
    }

    public Builder tls(ServerTls tls) {
      this.tls = tls;
      return this;
    }

    public Builder fastHandler(FastHandler fastHandler) {
      this.fastHandler = fastHandler;
      return this;
    }

    public Builder limits(ServerLimits limits) {
      this.limits = limits;
      return this;
    }

    /// Begins the names of the server's threads.
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /// Event loop threads.
    public Builder threads(int threads) {
      this.threads = threads;
      return this;
    }

    /// Binds and starts to answer.
    ///
    /// @throws IOException when the address cannot be bound or the TLS identity not be used
    public HttpServer start() throws IOException {
      var context = tls == null ? null : new ServerTlsContext(tls);
      var dispatcher = new Dispatcher(handler, fastHandler, name);
      var connections = new ConnectionInitializer(dispatcher, limits, context);
      var loopThreads = new CopyOnWriteArrayList<Thread>();
      var factory = Thread.ofPlatform().daemon().name(name + "-loop-", 0).factory();
      var loops =
          new MultiThreadIoEventLoopGroup(
              threads,
              work -> {
                var thread = factory.newThread(work);
                loopThreads.add(thread);
                return thread;
              },
              NioIoHandler.newFactory());
      var bound =
          new ServerBootstrap()
              .group(loops)
              .channelFactory((ChannelFactory<Listener>) Listener::new)
              .handler(connections.accepted())
              .option(ChannelOption.SO_BACKLOG, 1024)
              .option(ChannelOption.SO_REUSEADDR, true)
              .childOption(ChannelOption.TCP_NODELAY, true)
              .childOption(ChannelOption.SO_KEEPALIVE, true)
              .childHandler(connections)
              .bind(address)
              .awaitUninterruptibly();
      if (!bound.isSuccess()) {
        var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        throw new IOException(
            "cannot listen on " + address + ": " + bound.cause().getMessage(), bound.cause());
      }
      return new HttpServer(bound.channel(), loops, loopThreads, connections, dispatcher);
    }
  }
}
