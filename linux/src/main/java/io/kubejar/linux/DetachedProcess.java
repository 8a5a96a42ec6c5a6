package io.kubejar.linux;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A process in a session of its own, that lives on when this one ends and that no terminal signal
/// reaches.
public final class DetachedProcess {

  private DetachedProcess() {}

  /// Starts a command; what it writes is appended to a file.
  public static Process start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    if (log.getParent() != null) {
      Files.createDirectories(log.getParent());
    }
    var line = new ArrayList<String>();
    line.add("setsid");
    line.addAll(command);
    var builder = new ProcessBuilder(line);
    builder.environment().putAll(environment);
    builder.directory(new File("/"));
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return builder.start();
  }
}
