package io.kubejar.node.cni;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Runs small programs of the machine to their end.
final class Commands {

  /// How a program ended.
  ///
  /// @param exit its exit code, -1 when it could not be started
  /// @param output what it wrote
  record Outcome(int exit, String output) {}

  private Commands() {}

  /// Runs a program whose failure matters.
  static void feed(String input, String... command) throws IOException, InterruptedException {
    Outcome outcome = run(input, List.of(command));
    if (outcome.exit() != 0) {
      throw new IOException(command[0] + " failed: " + outcome.output().strip());
    }
  }

  /// Runs a program that may fail or be missing.
  static Outcome attempt(String... command) throws InterruptedException {
    try {
      return run("", List.of(command));
    } catch (IOException e) {
      return new Outcome(-1, "");
    }
  }

  private static Outcome run(String input, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true).start();
    try (OutputStream out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
