package io.kubejar.server.health;

import com.sun.management.UnixOperatingSystemMXBean;
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
    metrics.count(
        "process_cpu_seconds_total",
        "Total user and system CPU time spent in seconds.",
        () ->
            ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(time -> time.toNanos() / 1e9)
                .orElse(0.0),
        List.of(),
        List.of());
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      metrics.gauge(
          "process_open_fds", "Number of open file descriptors.", unix::getOpenFileDescriptorCount);
      metrics.gauge(
          "process_max_fds",
          "Maximum number of open file descriptors.",
          unix::getMaxFileDescriptorCount);
    }
    for (Traffic traffic : Traffic.values()) {
      metrics.count(traffic.metric, traffic.help, traffic::bytes, List.of(), List.of());
    }
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
    var build = Version.build();
    metrics.gauge(
        "kubernetes_build_info",
        "A metric with a constant '1' value labeled by the version that is served.",
        () -> 1,
        List.copyOf(build.keySet()),
        List.copyOf(build.values()));
  }

  /// What goes over all interfaces but loopback in the network namespace of the process.
  private enum Traffic {
    RECEIVED(
        "process_network_receive_bytes_total", "Number of bytes received over the network.", 0),
    SENT("process_network_transmit_bytes_total", "Number of bytes sent over the network.", 8);

    private final String metric;
    private final String help;
    private final int column;

    Traffic(String metric, String help, int column) {
      this.metric = metric;
      this.help = help;
      this.column = column;
    }

    private double bytes() {
      double sum = 0;
      try {
        for (String line : Files.readAllLines(Path.of("/proc/self/net/dev"))) {
          int colon = line.indexOf(':');
          if (colon > 0 && !line.substring(0, colon).strip().equals("lo")) {
            sum += Double.parseDouble(line.substring(colon + 1).strip().split("\\s+")[column]);
          }
        }
      } catch (IOException _) {
        // Not Linux.
      }
      return sum;
    }
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
