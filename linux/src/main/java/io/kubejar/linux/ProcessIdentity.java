package io.kubejar.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One process for all time: its number and the moment it started, since numbers are used again.
///
/// @param pid the process number
/// @param startTicks when it started, in clock ticks since the machine did
public record ProcessIdentity(long pid, long startTicks) {

  /// The process that has this number now.
  public static Optional<ProcessIdentity> of(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name in parentheses may itself hold spaces and parentheses.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      if (fields[0].equals("Z") || fields[0].equals("X")) {
        return Optional.empty();
      }
      return Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[19])));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Reads what [#toString()] wrote.
  public static Optional<ProcessIdentity> parse(String text) {
    String[] parts = text.strip().split(" ");
    try {
      return parts.length == 2
          ? Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// Whether this very process still runs.
  public boolean isAlive() {
    return of(pid).filter(this::equals).isPresent();
  }

  /// Its command line, empty when it has ended.
  public List<String> commandLine() {
    try {
      byte[] line = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
      return List.of(new String(line, StandardCharsets.UTF_8).split("\0"));
    } catch (IOException e) {
      return List.of();
    }
  }

  /// Asks it to end, and after `grace` ends it.
  public void stop(Duration grace) throws InterruptedException {
    ProcessHandle handle = ProcessHandle.of(pid).orElse(null);
    if (handle == null || !isAlive()) {
      return;
    }
    handle.destroy();
    if (!ended(handle, grace) && isAlive()) {
      handle.destroyForcibly();
      ended(handle, Duration.ofSeconds(5));
    }
  }

  /// Ends it without asking.
  public void kill() {
    if (isAlive()) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private static boolean ended(ProcessHandle handle, Duration limit) throws InterruptedException {
    try {
      handle.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }

  @Override
  public String toString() {
    return pid + " " + startTicks;
  }
}
