package io.kubejar.node.agent;

import io.kubejar.api.core.v1.NodeSystemInfo;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.Quantity.Format;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the machine is and has.
final class Machine {
  private static final long MOST_PODS = 110;

  private Machine() {}

  /// CPUs, memory, disk and the number of pods.
  static Map<String, Quantity> capacity(Path directory) {
    Map<String, Quantity> capacity = new HashMap<>();
    capacity.put("cpu", Quantity.of(Runtime.getRuntime().availableProcessors()));
    capacity.put("memory", Quantity.of(memoryKilobytes() * 1024, Format.BINARY_SI));
    capacity.put("pods", Quantity.of(MOST_PODS));
    capacity.put("hugepages-1Gi", Quantity.ZERO);
    capacity.put("hugepages-2Mi", Quantity.ZERO);
    try {
      Path existing = directory;
      while (!Files.exists(existing) && existing.getParent() != null) {
        existing = existing.getParent();
      }
      FileStore store = Files.getFileStore(existing);
      capacity.put("ephemeral-storage", Quantity.of(store.getTotalSpace(), Format.BINARY_SI));
    } catch (IOException _) {
      // A disk that does not tell its size has none to give.
    }
    return capacity;
  }

  /// What the kernel and the distribution say of themselves.
  static NodeSystemInfo info(String runtimeVersion, String version) {
    return NodeSystemInfo.builder()
        .machineID(text("/etc/machine-id"))
        .systemUUID(text("/sys/class/dmi/id/product_uuid"))
        .bootID(text("/proc/sys/kernel/random/boot_id"))
        .kernelVersion(text("/proc/sys/kernel/osrelease"))
        .osImage(osImage())
        .containerRuntimeVersion(runtimeVersion)
        .kubeletVersion(version)
        .kubeProxyVersion("")
        .operatingSystem("linux")
        .architecture(architecture())
        .build();
  }

  static String architecture() {
    String name = System.getProperty("os.arch", "");
    return switch (name) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> name;
    };
  }

  /// The bytes of memory that could be given out now, -1 when the kernel does not tell.
  static long availableMemory() {
    long kilobytes = meminfo("MemAvailable:");
    return kilobytes < 0 ? -1 : kilobytes * 1024;
  }

  private static long memoryKilobytes() {
    return Math.max(0, meminfo("MemTotal:"));
  }

  private static long meminfo(String field) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
        if (line.startsWith(field)) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException _) {
      // Not Linux: nothing to tell.
    }
    return -1;
  }

  private static String osImage() {
    for (String line : lines("/etc/os-release")) {
      if (line.startsWith("PRETTY_NAME=")) {
        return line.substring("PRETTY_NAME=".length()).replace("\"", "");
      }
    }
    return "linux";
  }

  private static String text(String file) {
    List<String> lines = lines(file);
    return lines.isEmpty() ? "" : lines.getFirst().strip();
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException _) {
      return List.of();
    }
  }

  /// The amounts left after what is reserved.
  static Map<String, Quantity> allocatable(
      Map<String, Quantity> capacity, Map<String, Quantity> reserved) {
    Map<String, Quantity> left = new HashMap<>(capacity);
    reserved.forEach(
        (resource, amount) -> {
          @Nullable Quantity all = left.get(resource);
          if (all != null) {
            Quantity rest = all.minus(amount);
            left.put(resource, rest.signum() < 0 ? Quantity.ZERO : rest);
          }
        });
    return left;
  }
}
