package io.kubejar.server.rest;

import io.kubejar.http.ByteConnection;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientResponse;
import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpClient;
import io.kubejar.http.ResponseStream;
import io.kubejar.http.UpgradeRefusedException;
import io.kubejar.http.UpgradedConnection;
import io.kubejar.server.spi.Failures;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Passes a request on to another server and its answer back, upgrades included: after those the
/// bytes of both sides are copied as they come, whatever protocol they speak.
public final class Forwarding {
  private static final int PIECE = 16 * 1024;
  private static final int LARGEST_BODY = 64 * 1024 * 1024;

  /// Headers between two neighbours, which are not passed on, and our own credentials.
  private static final Set<String> OURS =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "transfer-encoding",
          "te",
          "trailer",
          "upgrade",
          "host",
          "content-length",
          "http2-settings",
          "authorization");

  private Forwarding() {}

  /// What is answered when there is no answer to pass on.
  @FunctionalInterface
  public interface Fallback {
    /// The other side cannot be reached; to answer or to throw.
    void unreachable(IOException e);

    /// The other side sends the client elsewhere.
    ///
    /// @return whether this has been answered; if not, the redirection is passed on
    default boolean redirected() {
      return false;
    }
  }

  /// Forwards the request as it is to another place.
  public static void forward(Exchange exchange, HttpClient client, URI target) throws IOException {
    forward(
        exchange,
        client,
        target,
        passed(exchange.headers()),
        e -> {
          throw unreachable(target, e);
        });
  }

  /// Forwards the request to another place.
  ///
  /// @param headers what the other side is to see instead of the request's headers
  /// @param fallback answers when the other side does not
  public static void forward(
      Exchange exchange, HttpClient client, URI target, Headers headers, Fallback fallback)
      throws IOException {
    String upgrade = exchange.upgrade();
    if (upgrade != null) {
      tunnel(exchange, client, target, upgrade, headers, fallback);
    } else {
      relay(exchange, client, target, headers, fallback);
    }
  }

  private static void relay(
      Exchange exchange, HttpClient client, URI target, Headers headers, Fallback fallback)
      throws IOException {
    ClientRequest request =
        ClientRequest.of(exchange.method(), target)
            .withHeaders(headers)
            .withResponseTimeout(Duration.ofSeconds(60));
    try (HeldBody body = HeldBody.of(exchange.body(), LARGEST_BODY)) {
      if (body.bytes().length > 0) {
        request =
            request.withBody(
                exchange.headers().first("content-type", "application/octet-stream"), body.bytes());
      }
      relay(exchange, client, request, fallback);
    }
  }

  private static void relay(
      Exchange exchange, HttpClient client, ClientRequest request, Fallback fallback)
      throws IOException {
    var call = client.call(request);
    exchange.onClose(call::cancel);
    ClientResponse response;
    try {
      response = call.execute();
    } catch (IOException e) {
      fallback.unreachable(e);
      return;
    }
    try (response) {
      if (isRedirection(response.status(), response.headers()) && fallback.redirected()) {
        return;
      }
      stream(exchange, response, passed(response.headers()));
    }
  }

  private static boolean isRedirection(int status, Headers headers) {
    return status >= 300 && status <= 399 && !headers.first("location", "").isEmpty();
  }

  /// Sends an answer on piece by piece, so that what is followed arrives at once. One that breaks
  /// off does so for the client too, who would otherwise take it for the whole.
  public static void stream(Exchange exchange, ClientResponse response, Headers headers)
      throws IOException {
    try (ResponseStream out = exchange.stream(response.status(), headers)) {
      try {
        copy(response.body(), out);
      } catch (IOException | RuntimeException e) {
        out.abort();
        throw e;
      }
    }
  }

  private static void copy(InputStream in, ResponseStream out) throws IOException {
    byte[] buffer = new byte[PIECE];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (read > 0) {
        out.write(Arrays.copyOf(buffer, read));
      }
      if (in.available() == 0) {
        out.flush();
      }
    }
  }

  private static void tunnel(
      Exchange exchange,
      HttpClient client,
      URI target,
      String protocol,
      Headers headers,
      Fallback fallback)
      throws IOException {
    ClientRequest request = ClientRequest.of(exchange.method(), target).withHeaders(headers);
    UpgradedConnection far;
    try {
      far = client.upgrade(request, protocol);
    } catch (UpgradeRefusedException e) {
      if (!isRedirection(e.status(), e.headers()) || !fallback.redirected()) {
        exchange.respond(e.status(), passed(e.headers()), e.body());
      }
      return;
    } catch (IOException e) {
      fallback.unreachable(e);
      return;
    }
    ByteConnection there = far.bytes();
    try (ByteConnection here = exchange.upgradeRaw(protocol, passed(far.headers()))) {
      Thread back =
          Thread.ofVirtual()
              .name("tunnel-" + exchange.remoteAddress())
              .start(() -> copy(there.in(), here.out(), here, there));
      copy(here.in(), there.out(), here, there);
      join(back);
    } finally {
      there.close();
    }
  }

  private static void join(Thread thread) throws IOException {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// Copies until one side ends; then both are over, since neither protocol half-closes.
  private static void copy(
      InputStream in, OutputStream out, ByteConnection here, ByteConnection there) {
    byte[] buffer = new byte[PIECE];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        if (in.available() == 0) {
          out.flush();
        }
      }
      out.flush();
    } catch (IOException _) {
      // One side has gone; closing tells the other.
    } finally {
      here.close();
      there.close();
    }
  }

  /// The headers that are meant for the other side: not those between two neighbours, and no
  /// credentials for this server.
  public static Headers passed(Headers headers) {
    var passed = Headers.builder();
    for (Headers.Field field : headers) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (!OURS.contains(name) && !name.startsWith("impersonate-")) {
        passed.add(field.name(), field.value());
      }
    }
    return passed.build();
  }

  public static RuntimeException unreachable(URI target, @Nullable IOException e) {
    String why = e == null ? "" : String.valueOf(e.getMessage());
    return Failures.internal(
        "error dialing backend: dial tcp %s:%d: %s"
            .formatted(target.getHost(), target.getPort(), why));
  }
}
