package io.kubejar.server.rest;

import io.kubejar.http.ByteConnection;
import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import io.kubejar.http.PeerCertificate;
import io.kubejar.http.Protocol;
import io.kubejar.http.QueryParameters;
import io.kubejar.http.ResponseStream;
import io.kubejar.server.audit.Audit;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A request whose answer is watched: its status is known, headers that every answer has are added,
/// and the audit record gets what it wants of both bodies.
///
/// Whoever begins the answer first gives it, be it the handler or the clock.
final class TrackedExchange implements Exchange {
  private final Exchange exchange;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile Headers extra;
  private volatile Audit audit = Audit.NONE;
  private volatile int status;
  private volatile boolean late;
  private volatile boolean answered;
  private volatile @Nullable Runnable onStream;
  private volatile @Nullable IntConsumer events;
  private volatile long bodyBytes;
  private volatile long answerBytes;

  TrackedExchange(Exchange exchange, String auditId) {
    this.exchange = exchange;
    this.extra = Headers.of("audit-id", auditId);
  }

  /// A header that the answer is to have besides its own.
  void addHeader(String name, String value) {
    extra = extra.with(name, value);
  }

  /// The action that runs when the answer begins that goes on and on.
  void onStream(Runnable action) {
    onStream = action;
  }

  /// Who is told of the size of each event of an answer that goes on and on.
  void events(@Nullable IntConsumer sizes) {
    events = sizes;
  }

  /// The bytes that were read of the request's body.
  long bodyBytes() {
    return bodyBytes;
  }

  /// The bytes of an answer that was given whole.
  long answerBytes() {
    return answerBytes;
  }

  Audit audit() {
    return audit;
  }

  void audit(Audit record) {
    audit = record;
  }

  /// The status of the answer; 0 before there is any.
  int status() {
    return status;
  }

  /// Takes the answer away from a handler that has not begun it, for the clock to give.
  ///
  /// @return false when there is an answer already
  boolean tooLate() {
    if (!begun.compareAndSet(false, true)) {
      return false;
    }
    late = true;
    return true;
  }

  /// Gives the answer in the place of a handler that took too long.
  void respondLate(int code, Headers headers, List<byte[]> pieces) {
    send(code, headers, pieces);
  }

  /// Whether the clock answers.
  boolean isLate() {
    return late;
  }

  /// Whether the whole answer has been given.
  boolean answered() {
    return answered;
  }

  private void begin(int code) {
    if (!begun.compareAndSet(false, true)) {
      throw new IllegalStateException("a response has already been started");
    }
    status = code;
  }

  private Headers headers(Headers own) {
    return Headers.builder().addAll(extra).addAll(own).build();
  }

  @Override
  public byte[] readBody(int limit) throws IOException {
    byte[] body = exchange.readBody(limit);
    bodyBytes = body.length;
    if (audit.wantsRequest()) {
      AuditDocuments.request(audit, exchange, body);
    }
    return body;
  }

  @Override
  public void respond(int code, Headers headers, List<byte[]> pieces) {
    begin(code);
    send(code, headers, pieces);
  }

  private void send(int code, Headers headers, List<byte[]> pieces) {
    status = code;
    answered = true;
    long size = 0;
    for (byte[] piece : pieces) {
      size += piece.length;
    }
    answerBytes = size;
    if (audit.isOn()) {
      AuditDocuments.response(audit, headers, pieces);
      audit.started(code);
    }
    exchange.respond(code, headers(headers), pieces);
  }

  @Override
  public ResponseStream stream(int code, Headers headers) {
    begin(code);
    audit.started(code);
    Runnable action = onStream;
    if (action != null) {
      action.run();
    }
    ResponseStream stream = exchange.stream(code, headers(headers));
    IntConsumer sizes = events;
    return sizes == null ? stream : new CountedStream(stream, sizes);
  }

  @Override
  public ByteConnection upgradeRaw(String protocol, Headers headers) throws IOException {
    begin(101);
    audit.started(101);
    Runnable action = onStream;
    if (action != null) {
      action.run();
    }
    return exchange.upgradeRaw(protocol, headers(headers));
  }

  @Override
  public boolean committed() {
    return begun.get() || exchange.committed();
  }

  @Override
  public String method() {
    return exchange.method();
  }

  @Override
  public String rawPath() {
    return exchange.rawPath();
  }

  @Override
  public String path() {
    return exchange.path();
  }

  @Override
  public @Nullable String rawQuery() {
    return exchange.rawQuery();
  }

  @Override
  public QueryParameters query() {
    return exchange.query();
  }

  @Override
  public Headers headers() {
    return exchange.headers();
  }

  @Override
  public String authority() {
    return exchange.authority();
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return exchange.remoteAddress();
  }

  @Override
  public InetSocketAddress localAddress() {
    return exchange.localAddress();
  }

  @Override
  public boolean secure() {
    return exchange.secure();
  }

  @Override
  public PeerCertificate peerCertificate() {
    return exchange.peerCertificate();
  }

  @Override
  public Protocol protocol() {
    return exchange.protocol();
  }

  @Override
  public InputStream body() {
    return exchange.body();
  }

  @Override
  public boolean isOpen() {
    return exchange.isOpen();
  }

  @Override
  public void onClose(Runnable action) {
    exchange.onClose(action);
  }

  @Override
  public @Nullable String upgrade() {
    return exchange.upgrade();
  }

  @Override
  public void abort() {
    exchange.abort();
  }
}
