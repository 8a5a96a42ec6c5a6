package io.kubejar.cluster.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What a command that has ended left.
///
/// @param command the command with its arguments
/// @param exit its exit code
/// @param out what it wrote to its standard output
/// @param err what it wrote to its standard error
public record Outcome(List<String> command, int exit, String out, String err) {
  private static final Duration LIMIT = Duration.ofSeconds(150);

  /// Runs a command to its end.
  static Outcome of(ProcessBuilder builder, String input) {
    try {
      Path out = Files.createTempFile("kubejar-test", ".out");
      Path err = Files.createTempFile("kubejar-test", ".err");
      try {
        Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try (var stream = process.outputWriter()) {
          stream.write(input);
        } catch (IOException e) {
          // A command that does not read its input may end first.
        }
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
          throw new AssertionError(
              builder.command() + " did not end: " + Files.readString(out) + Files.readString(err));
        }
        return new Outcome(
            List.copyOf(builder.command()),
            process.exitValue(),
            Files.readString(out),
            Files.readString(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// The standard output of a command that has to succeed.
  public String require() {
    if (exit != 0) {
      throw new AssertionError(command + " ended with " + exit + "\n" + out + err);
    }
    return out;
  }

  /// All it wrote.
  public String text() {
    return out + err;
  }
}
