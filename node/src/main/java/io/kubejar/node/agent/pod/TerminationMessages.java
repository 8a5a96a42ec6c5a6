package io.kubejar.node.agent.pod;

import io.kubejar.node.agent.runtime.ContainerRecord;
import io.kubejar.node.agent.runtime.CriLabels;
import io.kubejar.node.cri.v1.Mount;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What an ended container left behind for people to read.
final class TerminationMessages {
  private static final int LONGEST_FILE = 4096;
  private static final int LONGEST_LOG = 2048;
  private static final int MOST_LINES = 80;

  private TerminationMessages() {}

  static String of(ContainerRecord record) {
    String inside = record.status().getAnnotationsMap().getOrDefault(CriLabels.MESSAGE_PATH, "");
    String policy = record.status().getAnnotationsMap().getOrDefault(CriLabels.MESSAGE_POLICY, "");
    for (Mount mount : record.status().getMountsList()) {
      if (!inside.isEmpty() && mount.getContainerPath().equals(inside)) {
        String text = start(Path.of(mount.getHostPath()));
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    if (policy.equals("FallbackToLogsOnError")
        && record.exitCode() != 0
        && !record.status().getLogPath().isEmpty()) {
      return lastLines(Path.of(record.status().getLogPath()));
    }
    return "";
  }

  private static String start(Path file) {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST_FILE), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return "";
    }
  }

  private static String lastLines(Path file) {
    try (var log = new RandomAccessFile(file.toFile(), "r")) {
      // Each line of a log carries some forty bytes besides its text.
      long from = Math.max(0, log.length() - LONGEST_LOG - MOST_LINES * 48L);
      byte[] tail = new byte[(int) (log.length() - from)];
      log.seek(from);
      log.readFully(tail);
      List<String> lines = new ArrayList<>();
      for (String line : new String(tail, StandardCharsets.UTF_8).split("\n")) {
        String[] fields = line.split(" ", 4);
        if (fields.length == 4) {
          lines.add(fields[3]);
        }
      }
      List<String> last = lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
      String text = last.isEmpty() ? "" : String.join("\n", last) + "\n";
      return text.substring(Math.max(0, text.length() - LONGEST_LOG));
    } catch (IOException _) {
      return "";
    }
  }
}
