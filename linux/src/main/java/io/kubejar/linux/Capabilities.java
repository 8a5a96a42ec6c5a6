package io.kubejar.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The privileges this process holds, as the kernel counts them.
///
/// @param effective the set in force, one bit a capability
public record Capabilities(long effective) {

  /// The privileges the node cares about.
  public enum Capability {
    NET_ADMIN(12),
    SYS_ADMIN(21),
    SYS_RESOURCE(24);

    private final int bit;

    Capability(int bit) {
      this.bit = bit;
    }
  }

  /// Those of this process; none where the machine does not say.
  public static Capabilities ofThisProcess() {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return new Capabilities(0);
    }
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("CapEff:")) {
          return new Capabilities(
              Long.parseUnsignedLong(line.substring("CapEff:".length()).strip(), 16));
        }
      }
      return new Capabilities(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the privilege is held.
  public boolean has(Capability capability) {
    return (effective >>> capability.bit & 1) == 1;
  }
}
