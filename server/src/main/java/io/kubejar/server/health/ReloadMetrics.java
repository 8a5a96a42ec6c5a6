package io.kubejar.server.health;

import io.kubejar.server.spi.Reloaded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// How often configuration files were read again, as metrics.
public final class ReloadMetrics {
  private ReloadMetrics() {}

  /// @param what `authentication` or `authorization`
  /// @param file the file; null when there is none
  public static void register(Metrics metrics, String what, @Nullable Reloaded<?> file) {
    if (file == null) {
      return;
    }
    register(metrics, what, file::reloads, file::failures);
    metrics.samples(
        "apiserver_" + what + "_config_controller_automatic_reload_last_timestamp_seconds",
        "When the %s configuration file was last taken over (success) or found to be wrong (failure)."
            .formatted(what),
        List.of("status"),
        () -> {
          Map<List<String>, Double> times = new HashMap<>();
          put(times, "success", file.lastReload());
          put(times, "failure", file.lastFailure());
          return times;
        });
  }

  private static void put(Map<List<String>, Double> times, String status, double time) {
    if (time > 0) {
      times.put(List.of(status), time);
    }
  }

  /// @param what `authentication`, `authorization` or `encryption`
  public static void register(
      Metrics metrics, String what, DoubleSupplier reloads, DoubleSupplier failures) {
    String name = "apiserver_" + what + "_config_controller_automatic_reloads_total";
    String help =
        "How often the %s configuration file changed and was taken over (success) or was wrong (failure)."
            .formatted(what);
    metrics.count(name, help, reloads, List.of("status"), List.of("success"));
    metrics.count(name, help, failures, List.of("status"), List.of("failure"));
  }
}
