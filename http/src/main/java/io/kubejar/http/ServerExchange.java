package io.kubejar.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPromise;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The exchange of either HTTP version: what came in, and the state of the response.
final class ServerExchange implements Exchange {
  private final ExchangeLink link;
  private final ServerLimits limits;
  private final Protocol protocol;
  private final String method;
  private final String rawPath;
  private final @Nullable String rawQuery;
  private final Headers headers;
  private final String authority;
  private final BytePipe body;

  private final AtomicBoolean committed = new AtomicBoolean();
  private final AtomicLong pending = new AtomicLong();
  private volatile boolean closed;
  private volatile boolean handlerReturned;
  private volatile boolean answered;
  private volatile @Nullable ServerResponseStream stream;
  private volatile @Nullable QueryParameters query;
  private @Nullable List<Runnable> closeActions = new ArrayList<>(2);

  // Of the event loop.
  private long written;
  private long writtenAtLastLook = -1;
  private long received;

  ServerExchange(
      ExchangeLink link,
      ServerLimits limits,
      Protocol protocol,
      String method,
      String target,
      Headers headers,
      String authority) {
    this.link = link;
    this.limits = limits;
    this.protocol = protocol;
    this.method = method;
    this.headers = headers;
    this.authority = authority;
    this.body = new BytePipe(256 * 1024, limits.bodyTimeout(), link::bodyConsumed);
    int question = target.indexOf('?');
    this.rawPath = question < 0 ? target : target.substring(0, question);
    this.rawQuery = question < 0 ? null : target.substring(question + 1);
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String rawPath() {
    return rawPath;
  }

  @Override
  public String path() {
    return QueryParameters.decode(rawPath, false);
  }

  @Override
  public @Nullable String rawQuery() {
    return rawQuery;
  }

  @Override
  public QueryParameters query() {
    var parsed = query;
    if (parsed == null) {
      parsed = QueryParameters.parse(rawQuery);
      query = parsed;
    }
    return parsed;
  }

  @Override
  public Headers headers() {
    return headers;
  }

  @Override
  public String authority() {
    return authority;
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return link.facts().remote();
  }

  @Override
  public InetSocketAddress localAddress() {
    return link.facts().local();
  }

  @Override
  public boolean secure() {
    return link.facts().secure();
  }

  @Override
  public PeerCertificate peerCertificate() {
    return link.facts().peer();
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public InputStream body() {
    if (!body.isEnded()) {
      link.bodyWanted();
    }
    return body;
  }

  @Override
  public byte[] readBody(int limit) throws IOException {
    long declared = declaredLength();
    if (declared > limit) {
      throw new BodyTooLargeException(limit);
    }
    var input = body();
    if (declared >= 0) {
      return input.readNBytes((int) declared);
    }
    var bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[8192];
    int n = input.read(chunk);
    while (n >= 0) {
      if (bytes.size() + n > limit) {
        throw new BodyTooLargeException(limit);
      }
      bytes.write(chunk, 0, n);
      n = input.read(chunk);
    }
    return bytes.toByteArray();
  }

  /// How many bytes of the body have come, on the event loop.
  long received() {
    return received;
  }

  /// The length announced by the client, -1 when none.
  long declaredLength() {
    var length = headers.first("content-length");
    try {
      return length == null ? -1 : Long.parseLong(length.strip());
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  @Override
  public void respond(int status, Headers responseHeaders, List<byte[]> pieces) {
    commit();
    answered = true;
    long length = 0;
    for (byte[] piece : pieces) {
      length += piece.length;
    }
    boolean empty = length == 0 || !mayHaveBody(status);
    long total = length;
    if (!empty) {
      pending.addAndGet(total);
    }
    link.outbox()
        .submit(
            () -> {
              if (closed) {
                return;
              }
              link.writeHead(status, responseHeaders, total, empty ? ending() : null);
              if (!empty) {
                new AnswerPieces(this, link, pieces, total).write();
              }
            });
  }

  /// Writes bytes by reference.
  void writeData(byte[] bytes, boolean end) {
    writeData(Unpooled.wrappedBuffer(bytes), end, () -> {});
  }

  /// Counts the bytes until the connection has taken them, and tells of it.
  void writeData(ByteBuf bytes, boolean end, Runnable taken) {
    int length = bytes.readableBytes();
    var promise = end ? ending() : link.promise();
    promise.addListener(
        _ -> {
          written += length;
          pending.addAndGet(-length);
          var open = stream;
          if (open != null) {
            open.progressed();
          }
          taken.run();
        });
    link.writeData(bytes, end, promise);
  }

  /// Told when the end of the response has left, which ends the exchange.
  private ChannelPromise ending() {
    var promise = link.promise();
    promise.addListener(
        future -> {
          if (closed) {
            return;
          }
          if (future.isSuccess()) {
            link.completed();
          } else {
            link.abort();
          }
        });
    return promise;
  }

  @Override
  public ResponseStream stream(int status, Headers responseHeaders) {
    commit();
    var opened = new ServerResponseStream(this, link, limits.streamBuffer(), mayHaveBody(status));
    stream = opened;
    link.outbox()
        .submit(
            () -> {
              if (!closed) {
                link.writeHead(status, responseHeaders, -1, null);
              }
            });
    return opened;
  }

  private boolean mayHaveBody(int status) {
    return !method.equals("HEAD") && status != 204 && status != 304;
  }

  private void commit() {
    if (!committed.compareAndSet(false, true)) {
      throw new IllegalStateException("a response has already been started");
    }
  }

  @Override
  public boolean committed() {
    return committed.get();
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void onClose(Runnable action) {
    synchronized (this) {
      if (closeActions != null) {
        closeActions.add(action);
        return;
      }
    }
    action.run();
  }

  @Override
  public @Nullable String upgrade() {
    if (protocol != Protocol.HTTP_1_1 || !headers.hasToken("connection", "upgrade")) {
      return null;
    }
    return headers.first("upgrade");
  }

  @Override
  public ByteConnection upgradeRaw(String to, Headers responseHeaders) throws IOException {
    if (upgrade() == null) {
      throw new IllegalStateException("the request asks for no upgrade");
    }
    commit();
    var bytes = link.upgrade(to, responseHeaders);
    if (bytes == null) {
      throw new IOException("client has gone");
    }
    return bytes;
  }

  @Override
  public void abort() {
    committed.set(true);
    link.outbox()
        .submit(
            () -> {
              // Once the exchange is over its connection may serve the next one.
              if (!closed) {
                link.abort();
              }
            });
  }

  BytePipe bodyPipe() {
    return body;
  }

  AtomicLong pending() {
    return pending;
  }

  /// Takes bytes of the body on the event loop; true while there is room for more.
  boolean receive(byte[] bytes) {
    received += bytes.length;
    if (received > limits.body()) {
      body.fail(new BodyTooLargeException(limits.body()));
    }
    return body.offer(bytes);
  }

  /// The exchange is over, on the event loop.
  ///
  /// @param reason what a reader of a body that did not come whole is told
  void over(String reason) {
    if (closed) {
      return;
    }
    closed = true;
    if (!body.isEnded()) {
      body.fail(new IOException(reason));
    }
    var open = stream;
    if (open != null) {
      open.over();
    }
    List<Runnable> actions;
    synchronized (this) {
      actions = closeActions == null ? List.of() : closeActions;
      closeActions = null;
    }
    for (Runnable action : actions) {
      Callbacks.run(action);
    }
  }

  /// Whether the whole response has been given.
  boolean answered() {
    return answered;
  }

  void returned() {
    handlerReturned = true;
  }

  /// Ends a stream whose handler has returned: nobody else will, once the server shuts down.
  void drain() {
    var open = stream;
    if (open != null && handlerReturned) {
      open.close();
    }
  }

  /// Whether something is pending of which nothing has gone since the last look.
  boolean stalled() {
    boolean stalled = pending.get() > 0 && written == writtenAtLastLook;
    writtenAtLastLook = written;
    return stalled;
  }
}
