package io.kubejar.cluster;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A process's way into the background: from then on it writes to its log, and whoever started it
/// sees the end of its output.
final class Detached {
  private static final long LARGEST_LOG = 10L << 20;

  private Detached() {}

  /// Sends what is written to the standard streams to a file as well-kept as the data beside it.
  static PrintStream openLog(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
      Files.move(
          log,
          log.resolveSibling(log.getFileName() + ".1"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    return new PrintStream(
        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
        true,
        StandardCharsets.UTF_8);
  }

  /// Lets go of the standard streams.
  static void letGo() throws IOException {
    new FileOutputStream(FileDescriptor.out).close();
    new FileOutputStream(FileDescriptor.err).close();
  }
}
