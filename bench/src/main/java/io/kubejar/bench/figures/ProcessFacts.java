package io.kubejar.bench.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What Linux tells of a process.
///
/// @param cpuMillis the time all its threads have run, in milliseconds, in steps of ten
/// @param residentBytes the memory that is resident
/// @param threads how many threads the kernel runs for it
/// @param handles how many files and sockets are open
record ProcessFacts(long cpuMillis, long residentBytes, int threads, int handles) {
  static ProcessFacts of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try (Stream<Path> handles = Files.list(process.resolve("fd"))) {
      String stat = Files.readString(process.resolve("stat"));
      // The name in parentheses may hold spaces; the fields after it do not.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      return new ProcessFacts(
          ticks * 10, resident(process), Integer.parseInt(fields[17]), (int) handles.count());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long resident(Path process) throws IOException {
    for (String line : Files.readAllLines(process.resolve("status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    throw new IOException("no VmRSS of " + process);
  }

  long residentMegabytes() {
    return residentBytes >> 20;
  }
}
