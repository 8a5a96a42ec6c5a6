package io.kubejar.client.http;

import io.kubejar.http.CallFailures;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.HttpClient;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A service that answers reviews (of tokens, of access, of images) posted to it: the server of a
/// kubeconfig's current context, by the login of its user.
///
/// Failures to reach it, 429 and answers from 500 on are tried again after growing pauses; answers
/// are bounded.
public final class ReviewWebhook implements AutoCloseable {
  private static final int MOST_BYTES = 3 << 20;
  private static final double GROWTH = 1.5;

  private final Endpoint endpoint;
  private final URI address;
  private final Duration timeout;
  private final Duration pause;
  private final int attempts;
  private final HttpClient client;

  /// A review could not be had; the message says why.
  public static final class ReviewFailed extends IOException {
    private static final long serialVersionUID = 1L;

    ReviewFailed(String message) {
      super(message);
    }
  }

  private ReviewWebhook(Endpoint endpoint, Duration timeout, Duration pause, int attempts) {
    this.endpoint = endpoint;
    String server = endpoint.server().toString();
    this.address =
        URI.create(
            server
                + (server.indexOf('?') < 0 ? "?" : "&")
                + "timeout="
                + Math.max(1, timeout.toSeconds())
                + "s");
    this.timeout = timeout;
    this.pause = pause;
    this.attempts = attempts;
    this.client =
        HttpClient.builder().tls(endpoint.tls()).connectTimeout(Duration.ofSeconds(10)).build();
  }

  /// Reads the kubeconfig.
  ///
  /// @param timeout how long one attempt may take
  /// @param pause how long it waits before the second attempt
  /// @param attempts how often it tries at most
  /// @throws IOException when there is no such file or it names no server
  public static ReviewWebhook open(Path kubeconfig, Duration timeout, Duration pause, int attempts)
      throws IOException {
    if (!Files.exists(kubeconfig)) {
      throw new IOException("stat %s: no such file or directory".formatted(kubeconfig));
    }
    return new ReviewWebhook(Kubeconfig.read(kubeconfig).endpoint(), timeout, pause, attempts);
  }

  /// The answer to a review.
  ///
  /// @throws IOException when it cannot be had
  public JsonValue.Obj ask(JsonValue.Obj review) throws IOException {
    byte[] body = review.toJson();
    double wait = pause.toMillis();
    for (int attempt = 1; ; attempt++) {
      Answer answer = once(body);
      if (answer.failure().isEmpty()) {
        return answer.document();
      }
      if (!answer.again() || attempt >= attempts) {
        throw new ReviewFailed(answer.failure());
      }
      try {
        Thread.sleep(Duration.ofMillis((long) wait));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new ReviewFailed(answer.failure());
      }
      wait *= GROWTH;
    }
  }

  /// What one attempt came to.
  ///
  /// @param failure why there is no document; empty when there is
  /// @param again whether another attempt may do better
  private record Answer(JsonValue.Obj document, String failure, boolean again) {
    static Answer failed(String failure, boolean again) {
      return new Answer(JsonValue.Obj.EMPTY, failure, again);
    }
  }

  private Answer once(byte[] body) {
    ClientRequest request =
        ClientRequest.of("POST", address)
            .withHeader("Accept", "application/json, */*")
            .withBody("application/json", body)
            .withResponseTimeout(timeout)
            .withReadTimeout(timeout);
    var token = endpoint.bearerToken();
    if (token != null) {
      request = request.withHeader("Authorization", "Bearer " + token.get());
    }
    try (var response = client.send(request)) {
      byte[] text = response.readBody(MOST_BYTES);
      int status = response.status();
      if (status < 200 || status > 299) {
        return Answer.failed(
            CallFailures.refusal(
                status,
                response.headers().first("Content-Type"),
                new String(text, StandardCharsets.UTF_8)),
            status == 429 || status >= 500);
      }
      return JsonValue.parse(text) instanceof JsonValue.Obj document
          ? new Answer(document, "", false)
          : Answer.failed("couldn't get version/kind; json parse error", false);
    } catch (JsonException e) {
      return Answer.failed("couldn't get version/kind; json parse error: " + e.getMessage(), false);
    } catch (IOException e) {
      return Answer.failed(
          "Post \"%s\": %s".formatted(address, CallFailures.reason(e, address)), true);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
