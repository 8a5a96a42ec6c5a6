package io.kubejar.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The small files that both versions of control groups consist of.
final class CgroupFiles {

  /// How often, at pauses of 20 ms, removal is tried while killed processes go away.
  private static final int REMOVAL_ATTEMPTS = 250;

  private CgroupFiles() {}

  static Path under(Path tree, String group) {
    if (!group.startsWith("/") || (group + "/").contains("/../")) {
      throw new IllegalArgumentException("not the path of a control group: " + group);
    }
    return tree.resolve(group.substring(1));
  }

  static void write(Path file, String value) {
    try {
      Files.write(file, value.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The number in a file, 0 where it is missing or says `max`.
  static long number(Path file) {
    try {
      String text = Files.readString(file).strip();
      return text.isEmpty() || text.equals("max") ? 0 : Long.parseLong(text);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  /// The number behind a word at the start of a line, 0 where there is none.
  static long numberOf(Path file, String word) {
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith(word)
            && line.length() > word.length()
            && line.charAt(word.length()) == ' ') {
          return Long.parseLong(line.substring(word.length() + 1).strip());
        }
      }
      return 0;
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  static Set<Long> processes(Path directory) {
    var processes = new HashSet<Long>();
    for (Path each : deepestFirst(directory)) {
      try {
        for (String line : Files.readAllLines(each.resolve("cgroup.procs"))) {
          processes.add(Long.parseLong(line));
        }
      } catch (IOException e) {
        // The group went away, or is threaded and has no processes to show.
        continue;
      }
    }
    return processes;
  }

  /// Ends what runs in the trees' groups and removes these.
  static void delete(String group, List<Path> trees) {
    List<Path> directories = trees.stream().map(tree -> under(tree, group)).toList();
    if (trees.stream().anyMatch(directories::contains)) {
      throw new IllegalArgumentException("the root of a tree cannot be removed");
    }
    for (int attempt = 1; ; attempt++) {
      boolean gone = true;
      for (Path directory : directories) {
        for (long process : processes(directory)) {
          if (process > 1) {
            ProcessHandle.of(process)
                .filter(handle -> handle.pid() != ProcessHandle.current().pid())
                .ifPresent(ProcessHandle::destroyForcibly);
          }
        }
        gone &= removed(directory);
      }
      if (gone) {
        return;
      }
      if (attempt == REMOVAL_ATTEMPTS) {
        throw new UncheckedIOException(
            new IOException("control groups are still in use: " + directories));
      }
      pause();
    }
  }

  private static boolean removed(Path directory) {
    for (Path each : deepestFirst(directory)) {
      try {
        Files.delete(each);
      } catch (NoSuchFileException e) {
        continue;
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }

  private static List<Path> deepestFirst(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> tree = Files.walk(directory)) {
      return tree.filter(Files::isDirectory).toList().reversed();
    } catch (IOException | UncheckedIOException e) {
      // Groups vanish while they are walked; the next attempt sees what is left.
      return List.of(directory);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while control groups were removed", e);
    }
  }
}
