package io.kubejar.cli;

import java.io.PrintWriter;
import java.time.Duration;

/// Where commands tell people what they do: short lines, in colour only on a terminal.
public final class Console {
  private static final String DIM = "\u001b[2m";
  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintWriter out;
  private final boolean terminal;

  public Console(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /// A line of text.
  public void say(String text) {
    out.println(text);
    out.flush();
  }

  /// A step that is done, with the time it took.
  public void step(String text, Duration took) {
    String time = "%.2f s".formatted(took.toNanos() / 1e9);
    say(
        terminal
            ? "%s✓%s %-48s %s%s%s".formatted(GREEN, PLAIN, text, DIM, time, PLAIN)
            : "✓ %-48s %s".formatted(text, time));
  }

  public PrintWriter out() {
    return out;
  }
}
