package io.kubejar.server.health;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// When the server's certificates end, as metrics; upstream has none of them.
public final class CertificateMetrics {
  private CertificateMetrics() {}

  /// @param ends by the names of their files
  public static void register(Metrics metrics, Supplier<Map<String, Instant>> ends) {
    metrics.samples(
        "kubejar_certificate_expiration_timestamp_seconds",
        "When a certificate of the server ends, in seconds since 1970.",
        List.of("name"),
        () -> {
          Map<List<String>, Double> times = new HashMap<>();
          ends.get()
              .forEach((name, end) -> times.put(List.of(name), (double) end.getEpochSecond()));
          return times;
        });
  }
}
