package io.kubejar.http;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request to send.
///
/// @param uri absolute, `http` or `https`
/// @param body sent by reference; null for none
/// @param responseTimeout how long to wait for the response's headers; zero waits for ever
/// @param readTimeout longest pause while the response's body is read; zero waits for ever (watch)
// Identity of a request is nobody's concern, and a body is never copied.
@SuppressWarnings("ArrayRecordComponent")
public record ClientRequest(
    String method,
    URI uri,
    Headers headers,
    byte @Nullable [] body,
    Duration responseTimeout,
    Duration readTimeout) {

  public static ClientRequest of(String method, URI uri) {
    return new ClientRequest(
        method, uri, Headers.empty(), null, Duration.ofSeconds(60), Duration.ZERO);
  }

  public static ClientRequest get(URI uri) {
    return of("GET", uri);
  }

  /// The same request to another address.
  public ClientRequest withUri(URI other) {
    return new ClientRequest(method, other, headers, body, responseTimeout, readTimeout);
  }

  public ClientRequest withHeader(String name, String value) {
    return withHeaders(headers.with(name, value));
  }

  public ClientRequest withHeaders(Headers all) {
    return new ClientRequest(method, uri, all, body, responseTimeout, readTimeout);
  }

  public ClientRequest withBody(String contentType, byte[] bytes) {
    return new ClientRequest(
        method,
        uri,
        headers.with("Content-Type", contentType),
        bytes,
        responseTimeout,
        readTimeout);
  }

  public ClientRequest withResponseTimeout(Duration timeout) {
    return new ClientRequest(method, uri, headers, body, timeout, readTimeout);
  }

  public ClientRequest withReadTimeout(Duration timeout) {
    return new ClientRequest(method, uri, headers, body, responseTimeout, timeout);
  }

  @Override
  public String toString() {
    return method + " " + uri;
  }
}
