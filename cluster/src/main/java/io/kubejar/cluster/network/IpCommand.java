package io.kubejar.cluster.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Runs `ip`, which sets the kernel's network up.
final class IpCommand {
  private IpCommand() {}

  private record Outcome(boolean ok, List<String> command, String output) {}

  /// Runs it, and fails when it does.
  static void require(String... arguments) throws IOException, InterruptedException {
    Outcome outcome = run(arguments);
    if (!outcome.ok()) {
      throw new IOException(String.join(" ", outcome.command()) + ": " + outcome.output());
    }
  }

  /// Runs it and gives what it wrote; nothing when it failed.
  static String attempt(String... arguments) throws IOException, InterruptedException {
    Outcome outcome = run(arguments);
    return outcome.ok() ? outcome.output() : "";
  }

  /// Whether it succeeds.
  static boolean succeeds(String... arguments) throws IOException, InterruptedException {
    return run(arguments).ok();
  }

  private static Outcome run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Outcome(process.waitFor() == 0, command, output);
  }
}
