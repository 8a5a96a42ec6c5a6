package io.kubejar.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;

/// Why a call came to nothing, in the words that users of Kubernetes know from its clients.
public final class CallFailures {
  private static final int SHOWN = 2048;

  private CallFailures() {}

  /// Why there was no answer.
  public static String reason(IOException e, URI uri) {
    return switch (e) {
      case SocketTimeoutException _ -> "context deadline exceeded";
      case ConnectException _ ->
          "dial tcp %s:%d: connect: connection refused".formatted(uri.getHost(), port(uri));
      case UnknownHostException _ -> "dial tcp: lookup %s: no such host".formatted(uri.getHost());
      default -> String.valueOf(e.getMessage());
    };
  }

  private static int port(URI uri) {
    int port = uri.getPort();
    return port >= 0 ? port : "http".equals(uri.getScheme()) ? 80 : 443;
  }

  /// What an answer outside of 200 to 299 says, when it is no status object.
  public static String refusal(int status, String body) {
    return switch (status) {
      case 401 -> "the server has asked for the client to provide credentials";
      case 403 -> "forbidden";
      case 404 -> "the server could not find the requested resource";
      case 405 -> "the server does not allow this method on the requested resource";
      default -> {
        String text = body.strip();
        yield status >= 500
            ? "an error on the server (\"%s\") has prevented the request from succeeding"
                .formatted(
                    text.isEmpty() ? "unknown" : text.substring(0, Math.min(SHOWN, text.length())))
            : "the server rejected our request for an unknown reason";
      }
    };
  }
}
