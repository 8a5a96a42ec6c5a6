package io.kubejar.server.audit;

import static java.lang.System.Logger.Level.WARNING;

import io.kubejar.http.ClientRequest;
import io.kubejar.http.HttpClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Posts events to a service as an `EventList`, and tries again, after growing pauses, when that
/// fails.
public final class WebhookBackend implements AuditBackend {
  private static final System.Logger LOG = System.getLogger("io.kubejar.server.audit");
  private static final int ATTEMPTS = 5;
  private static final double GROWTH = 1.5;

  private final HttpClient client;
  private final URI address;
  private final @Nullable Supplier<String> token;
  private final Duration pause;
  private final AuditCounts counts;

  /// @param token the bearer token to send, or null
  /// @param pause how long it waits before it tries again for the first time
  public WebhookBackend(
      HttpClient client,
      URI address,
      @Nullable Supplier<String> token,
      Duration pause,
      AuditCounts counts) {
    this.client = client;
    this.address = address;
    this.token = token;
    this.pause = pause;
    this.counts = counts;
  }

  @Override
  public boolean process(List<AuditEvent> events) {
    byte[] body = AuditEvent.listToJson(events);
    String flaw = "";
    double wait = pause.toMillis();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (attempt > 1) {
        try {
          Thread.sleep(Duration.ofMillis((long) wait));
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
          break;
        }
        wait *= GROWTH;
      }
      try {
        int status = post(body);
        if (status < 300) {
          return true;
        }
        flaw = "it answers " + status;
        if (status != 429 && status < 500) {
          break;
        }
      } catch (IOException e) {
        flaw = String.valueOf(e.getMessage());
      }
    }
    counts.error("webhook", events.size());
    LOG.log(WARNING, "{0} audit events cannot be posted: {1}", events.size(), flaw);
    return true;
  }

  private int post(byte[] body) throws IOException {
    var request =
        ClientRequest.of("POST", address)
            .withBody("application/json", body)
            .withResponseTimeout(Duration.ofSeconds(30));
    if (token != null) {
      request = request.withHeader("authorization", "Bearer " + token.get());
    }
    try (var response = client.send(request)) {
      response.body().readNBytes(64 * 1024);
      return response.status();
    }
  }

  /// The client stays its owner's.
  @Override
  public void close() {}
}
