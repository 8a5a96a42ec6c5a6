package io.kubejar.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A blocking client with pooled connections, for any number of servers and threads.
///
/// Speaks HTTP/1.1: one connection per request under way. Has no threads of its own. Interrupting a
/// virtual thread that waits in here ends its request.
public final class HttpClient implements AutoCloseable {
  /// Well under what servers allow, so that a pooled connection is hardly ever found closed.
  private static final long IDLE_NANOS = Duration.ofSeconds(45).toNanos();

  private static final int IDLE_PER_ORIGIN = 64;
  private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");

  private record Idle(ClientConnection connection, long since) {}

  private final ClientTlsContext tls;
  private final Duration connectTimeout;
  private final Map<Origin, ArrayDeque<Idle>> pool = new HashMap<>();
  private final Set<Socket> sockets = new HashSet<>();
  private long generation;
  private boolean closed;

  private HttpClient(Builder builder) {
    this.tls = new ClientTlsContext(builder.tls);
    this.connectTimeout = builder.connectTimeout;
  }

  public static Builder builder() {
    return new Builder();
  }

  /// Prepares a request that can be cancelled.
  public Call call(ClientRequest request) {
    return new SocketCall(request);
  }

  /// Sends the request and waits for the response's headers.
  public ClientResponse send(ClientRequest request) throws IOException {
    return call(request).execute();
  }

  /// Asks the server to switch to the protocol on a connection of its own. `Connection` and
  /// `Upgrade` are added to the request's headers.
  ///
  /// @throws UpgradeRefusedException when the server answers otherwise
  public UpgradedConnection upgrade(ClientRequest request, String protocol) throws IOException {
    var connection = open(Origin.of(request.uri()), _ -> {});
    try {
      connection.writeRequest(request, Headers.of("Connection", "Upgrade", "Upgrade", protocol));
      var head = connection.readHead(request.responseTimeout());
      if (head == null) {
        throw new EOFException("server closed the connection");
      }
      if (head.status() != 101) {
        byte[] text = new ClientBody(connection, head, request.method()).readNBytes(64 * 1024);
        throw new UpgradeRefusedException(head.status(), head.headers(), text);
      }
      connection.timeout(Duration.ZERO);
      return new UpgradedConnection(head.headers(), new Upgraded(connection));
    } catch (IOException | RuntimeException failed) {
      discard(connection);
      throw failed;
    }
  }

  /// The bytes after 101.
  private static final class Upgraded implements ByteConnection {
    private final ClientConnection connection;

    Upgraded(ClientConnection connection) {
      this.connection = connection;
    }

    @Override
    public InputStream in() {
      return connection.in();
    }

    @Override
    public java.io.OutputStream out() {
      return connection.out();
    }

    @Override
    public boolean isOpen() {
      return connection.isOpen();
    }

    @Override
    public void close() {
      discard(connection);
    }
  }

  private ClientConnection open(Origin origin, java.util.function.Consumer<Socket> opened)
      throws IOException {
    long now;
    synchronized (pool) {
      now = generation;
    }
    return ClientConnection.open(
        origin,
        tls,
        connectTimeout,
        now,
        socket -> {
          synchronized (pool) {
            if (closed) {
              throw new IllegalStateException("client closed");
            }
            sockets.removeIf(Socket::isClosed);
            sockets.add(socket);
          }
          opened.accept(socket);
        });
  }

  private @Nullable ClientConnection pooled(Origin origin) {
    long now = System.nanoTime();
    synchronized (pool) {
      var idle = pool.get(origin);
      Idle last = idle == null ? null : idle.pollLast();
      if (last == null) {
        return null;
      }
      if (now - last.since() < IDLE_NANOS) {
        return last.connection();
      }
      // The others have waited even longer.
      last.connection().close();
      if (idle != null) {
        idle.forEach(other -> other.connection().close());
        idle.clear();
      }
      return null;
    }
  }

  private void giveBack(ClientConnection connection) {
    synchronized (pool) {
      var idle = pool.computeIfAbsent(connection.origin(), _ -> new ArrayDeque<>());
      if (!closed && connection.generation() == generation && idle.size() < IDLE_PER_ORIGIN) {
        idle.addLast(new Idle(connection, System.nanoTime()));
        return;
      }
    }
    discard(connection);
  }

  private static void discard(ClientConnection connection) {
    connection.close();
  }

  /// Closes the connections that nobody uses; those in use are closed once they are given back.
  public void closeIdle() {
    synchronized (pool) {
      pool.values().forEach(idle -> idle.forEach(each -> each.connection().close()));
      pool.clear();
      generation++;
    }
  }

  /// Closes all connections, also those in use.
  @Override
  public void close() {
    synchronized (pool) {
      closed = true;
      pool.clear();
      for (Socket socket : sockets) {
        try {
          socket.close();
        } catch (IOException _) {
          // Closed all the same.
        }
      }
      sockets.clear();
    }
  }

  /// A request on one connection, or on a second one when a pooled one turned out to be closed.
  private final class SocketCall implements Call {
    private final ClientRequest request;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean cancelled;
    private volatile boolean sent;
    private volatile @Nullable Socket connecting;
    private volatile @Nullable ClientConnection current;

    SocketCall(ClientRequest request) {
      this.request = request;
    }

    @Override
    public ClientResponse execute() throws IOException {
      if (!started.compareAndSet(false, true)) {
        throw new IllegalStateException("a call is for once");
      }
      var origin = Origin.of(request.uri());
      var reused = pooled(origin);
      if (reused != null) {
        var response = attempt(reused, REPEATABLE.contains(request.method()));
        if (response != null) {
          return response;
        }
      }
      var response = attempt(open(origin, socket -> connecting = socket), false);
      if (response == null) {
        throw new EOFException("server closed the connection without an answer");
      }
      return response;
    }

    /// Null when the connection was closed before an answer and the request may be repeated.
    private @Nullable ClientResponse attempt(ClientConnection connection, boolean repeatable)
        throws IOException {
      current = connection;
      if (cancelled) {
        discard(connection);
        throw new InterruptedIOException("call cancelled");
      }
      try {
        IOException unsent = null;
        sent = true;
        try {
          connection.writeRequest(request, Headers.empty());
        } catch (IOException broken) {
          // The server may have answered before it stopped reading.
          unsent = broken;
        }
        var head = connection.readHead(request.responseTimeout());
        if (head == null) {
          discard(connection);
          if (repeatable && !cancelled) {
            return null;
          }
          throw unsent != null ? unsent : new EOFException("server closed the connection");
        }
        connection.timeout(request.readTimeout());
        var body = new ClientBody(connection, head, request.method());
        return new SocketResponse(this, connection, head, body, unsent == null && head.keepAlive());
      } catch (IOException | RuntimeException failed) {
        discard(connection);
        if (cancelled) {
          throw new InterruptedIOException("call cancelled");
        }
        if (repeatable && failed instanceof java.net.SocketException) {
          return null;
        }
        throw failed;
      }
    }

    /// The connection may serve others from now on.
    void forget() {
      current = null;
      connecting = null;
    }

    @Override
    public boolean sent() {
      return sent;
    }

    @Override
    public void cancel() {
      cancelled = true;
      var socket = connecting;
      if (socket != null) {
        try {
          socket.close();
        } catch (IOException _) {
          // Closed all the same.
        }
      }
      var connection = current;
      if (connection != null) {
        connection.close();
      }
    }
  }

  private final class SocketResponse implements ClientResponse {
    private final SocketCall call;
    private final ClientConnection connection;
    private final ClientConnection.Head head;
    private final ClientBody body;
    private final boolean reusable;
    private final AtomicBoolean released = new AtomicBoolean();

    SocketResponse(
        SocketCall call,
        ClientConnection connection,
        ClientConnection.Head head,
        ClientBody body,
        boolean reusable) {
      this.call = call;
      this.connection = connection;
      this.head = head;
      this.body = body;
      this.reusable = reusable;
    }

    @Override
    public int status() {
      return head.status();
    }

    @Override
    public Headers headers() {
      return head.headers();
    }

    @Override
    public Protocol protocol() {
      return head.protocol();
    }

    @Override
    public InputStream body() {
      return body;
    }

    @Override
    public void close() {
      if (!released.compareAndSet(false, true)) {
        return;
      }
      call.forget();
      if (reusable && body.finish() && connection.isOpen()) {
        giveBack(connection);
      } else {
        discard(connection);
      }
    }
  }

  /// Collects what a client is made of.
  public static final class Builder {
    private ClientTls tls = ClientTls.system();
    private Duration connectTimeout = Duration.ofSeconds(10);

    private Builder() {}

    /// The runtime's own authorities and no certificate unless told.
    public Builder tls(ClientTls tls) {
      this.tls = tls;
      return this;
    }

    /// For connecting and for the TLS handshake, each.
    public Builder connectTimeout(Duration timeout) {
      this.connectTimeout = timeout;
      return this;
    }

    public HttpClient build() {
      return new HttpClient(this);
    }
  }
}
