package io.kubejar.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request and its response. Used by one thread at a time; `onClose` and `isOpen` by any.
public interface Exchange {

  String method();

  /// The path as sent, without the query.
  String rawPath();

  /// The path with its escapes decoded.
  String path();

  /// The query as sent, without the question mark.
  @Nullable String rawQuery();

  QueryParameters query();

  Headers headers();

  /// The host (and port) the client asked for, empty when it named none.
  String authority();

  InetSocketAddress remoteAddress();

  InetSocketAddress localAddress();

  /// Whether the connection is TLS.
  boolean secure();

  PeerCertificate peerCertificate();

  Protocol protocol();

  /// The request's body; reading blocks. Ends at once when there is none.
  InputStream body();

  /// The whole body.
  ///
  /// @throws BodyTooLargeException beyond the limit, which is to be answered with 413
  byte[] readBody(int limit) throws IOException;

  default void respond(int status, Headers headers) {
    respond(status, headers, List.of());
  }

  default void respond(int status, Headers headers, byte[] body) {
    respond(status, headers, List.of(body));
  }

  /// Answers with the concatenated pieces, sent by reference. Does not wait for the client.
  void respond(int status, Headers headers, List<byte[]> pieces);

  /// Starts a response of unknown length.
  ResponseStream stream(int status, Headers headers);

  /// Whether a response has been started.
  boolean committed();

  /// Whether the client is still there and the response not yet complete.
  boolean isOpen();

  /// Runs the action once when the exchange is over: answered in full, or the client has gone. At
  /// once when it already is. Called on an event loop, so it must not block.
  void onClose(Runnable action);

  /// The protocol the client wants to upgrade to (`websocket`, `SPDY/3.1`), if any.
  @Nullable String upgrade();

  /// Answers 101 with the headers (plus `Connection` and `Upgrade`) and hands over the bytes that
  /// follow in both directions. HTTP/1.1 only.
  ///
  /// @throws IllegalStateException when the request asks for no upgrade
  ByteConnection upgradeRaw(String protocol, Headers headers) throws IOException;

  /// Breaks the exchange off: resets an HTTP/2 stream, closes an HTTP/1.1 connection.
  void abort();
}
