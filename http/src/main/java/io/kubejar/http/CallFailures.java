package io.kubejar.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

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
      case SSLException _ when untrusted(e) ->
          "tls: failed to verify certificate: x509: certificate signed by unknown authority";
      default -> String.valueOf(e.getMessage());
    };
  }

  private static boolean untrusted(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertPathBuilderException) {
        return true;
      }
    }
    return false;
  }

  private static int port(URI uri) {
    int port = uri.getPort();
    return port >= 0 ? port : "http".equals(uri.getScheme()) ? 80 : 443;
  }

  /// What an answer outside of 200 to 299 says, when it is no status object.
  ///
  /// @param type the media type of the body, null when there is none; other than text is not shown
  public static String refusal(int status, @Nullable String type, String body) {
    String text = body.strip();
    String said =
        (type != null && !type.startsWith("text/")) || text.isEmpty()
            ? "unknown"
            : text.substring(0, Math.min(SHOWN, text.length()));
    return switch (status) {
      case 400 -> "the server rejected our request for an unknown reason";
      case 401 -> "the server has asked for the client to provide credentials";
      case 403, 415 -> said;
      case 404 -> "the server could not find the requested resource";
      case 405 -> "the server does not allow this method on the requested resource";
      case 406 ->
          said.equals("unknown")
              ? "the server was unable to respond with a content type that the client supports"
              : said;
      case 409 -> "the server reported a conflict";
      case 422 -> "the server rejected our request due to an error in our request";
      case 429 -> "the server has received too many requests and has asked us to try again later";
      case 503 -> "the server is currently unable to handle the request";
      case 504 ->
          "the server was unable to return a response in the time allotted, but may still be"
              + " processing the request";
      default ->
          status >= 500
              ? "an error on the server (%s) has prevented the request from succeeding"
                  .formatted(quoted(said))
              : "the server responded with the status code %d but did not return more information"
                  .formatted(status);
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
