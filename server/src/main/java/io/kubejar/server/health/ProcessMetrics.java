package io.kubejar.server.health;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the process takes, under Prometheus' usual names.
public final class ProcessMetrics {
  private ProcessMetrics() {}

  /// Adds the process's figures.
  public static void register(Metrics metrics) {
    var runtime = ManagementFactory.getRuntimeMXBean();
    var memory = ManagementFactory.getMemoryMXBean();
    var threads = ManagementFactory.getThreadMXBean();
    metrics.gauge(
        "process_start_time_seconds",
        "Start time of the process since unix epoch in seconds.",
        () -> runtime.getStartTime() / 1000.0);
    metrics.gauge(
        "process_cpu_seconds_total",
        "Total user and system CPU time spent in seconds.",
        () ->
            ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(time -> time.toNanos() / 1e9)
                .orElse(0.0));
    metrics.gauge(
        "process_resident_memory_bytes",
        "Resident memory size in bytes.",
        () -> statusBytes("VmRSS:"));
    metrics.gauge(
        "process_virtual_memory_bytes",
        "Virtual memory size in bytes.",
        () -> statusBytes("VmSize:"));
    metrics.gauge(
        "jvm_memory_used_bytes",
        "The amount of used memory.",
        () -> memory.getHeapMemoryUsage().getUsed(),
        List.of("area"),
        List.of("heap"));
    metrics.gauge("jvm_threads_current", "Current thread count of a JVM.", threads::getThreadCount);
    metrics.gauge(
        "kubernetes_build_info",
        "A metric with a constant '1' value labeled by the version that is served.",
        () -> 1,
        List.of("git_version", "major", "minor"),
        List.of(Version.GIT_VERSION, "1", "36"));
  }

  /// A line of `/proc/self/status` that is in kilobytes; 0 where there is none.
  private static double statusBytes(String name) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith(name)) {
          return Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
    } catch (IOException _) {
      // Not Linux.
    }
    return 0;
  }
}
