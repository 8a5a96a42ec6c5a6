package io.kubejar.node.containerd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the tests with real containers need on the machine; a fresh one gets it from its
/// distribution's packages.
public final class TestParts {
  private static final Path BUSYBOX = Path.of("/bin/busybox");

  private TestParts() {}

  /// Installs what is missing: the node's parts, and a static busybox to make images of.
  public static synchronized void install() throws IOException, InterruptedException {
    NodeParts.install(NodeParts.missing(), System.out::println);
    if (Files.exists(BUSYBOX)) {
      return;
    }
    for (List<String> command :
        List.of(
            List.of("apt-get", "update", "-q"),
            List.of(
                "apt-get", "install", "-q", "-y", "--no-install-recommends", "busybox-static"))) {
      var builder = new ProcessBuilder(command).inheritIO();
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      builder.start().waitFor();
    }
    if (!Files.exists(BUSYBOX)) {
      throw new IOException("the tests need a static busybox as " + BUSYBOX);
    }
  }

  /// A static busybox; only after [#install].
  public static Path busybox() {
    return BUSYBOX;
  }
}
