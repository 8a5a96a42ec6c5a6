package io.kubejar.cluster.testing;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A command that runs on, whose output is read meanwhile.
public final class RunningCommand implements AutoCloseable {
  private final Process process;
  private final BufferedWriter input;
  private final Path output;

  static RunningCommand start(ProcessBuilder builder) {
    try {
      Path output = Files.createTempFile("kubejar-test", ".out");
      return new RunningCommand(
          builder.redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RunningCommand(Process process, Path output) {
    this.process = process;
    this.input = process.outputWriter();
    this.output = output;
  }

  /// What it has written so far, to either stream.
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes a line to its input.
  public void type(String line) {
    try {
      input.write(line + "\n");
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends its input.
  public void endInput() {
    try {
      input.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether it has not ended.
  public boolean runs() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
      Files.deleteIfExists(output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
