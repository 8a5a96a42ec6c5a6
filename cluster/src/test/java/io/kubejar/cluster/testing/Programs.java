package io.kubejar.cluster.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Programs of other projects that use a cluster. What they need comes from the distribution and,
/// for JavaScript, from npm.
public final class Programs {
  private static final String JAVASCRIPT_CLIENT = "@kubernetes/client-node@1.4.0";
  private static final String PYTHON = "/usr/bin/python3";

  private final TestCluster cluster;

  /// @param cluster the one they use, as its administrator
  public Programs(TestCluster cluster) {
    this.cluster = cluster;
  }

  /// Runs a program that uses the Python client, from the tests' resources.
  public Outcome python(String resource, String... arguments) {
    if (Outcome.of(new ProcessBuilder(PYTHON, "-c", "import kubernetes"), "").exit() != 0) {
      Requirements.packages(List.of("python3-kubernetes"));
    }
    return run(PYTHON, resource, arguments);
  }

  /// Runs a program that uses the JavaScript client, from the tests' resources.
  public Outcome javaScript(String resource, String... arguments) {
    List<String> missing = new ArrayList<>();
    if (!Requirements.onPath("node")) {
      missing.add("nodejs");
    }
    if (!Requirements.onPath("npm")) {
      missing.add("npm");
    }
    Requirements.packages(missing);
    Requirements.fetch(
        "npm",
        "install",
        "--prefix",
        directory().toString(),
        "--no-audit",
        "--no-fund",
        "--no-save",
        "--ignore-scripts",
        JAVASCRIPT_CLIENT);
    return run("node", resource, arguments);
  }

  /// Starts Prometheus with a configuration, listening at a port of the cluster's machine.
  public RunningCommand prometheus(String configuration, int port) {
    return monitoring(
        "prometheus",
        List.of(
            "--config.file=" + written("prometheus.yaml", configuration),
            "--storage.tsdb.path=" + directory().resolve("prometheus"),
            "--web.listen-address=127.0.0.1:" + port));
  }

  /// Starts VictoriaMetrics with a configuration of Prometheus, listening at a port of the
  /// cluster's machine.
  public RunningCommand victoriaMetrics(String configuration, int port) {
    return monitoring(
        "victoria-metrics",
        List.of(
            "-promscrape.config=" + written("victoria.yaml", configuration),
            "-storageDataPath=" + directory().resolve("victoria"),
            "-httpListenAddr=127.0.0.1:" + port));
  }

  private RunningCommand monitoring(String program, List<String> options) {
    if (!Requirements.onPath(program)) {
      Requirements.packages(List.of(program));
    }
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(options);
    return RunningCommand.start(cluster.machine().command(Map.of(), command));
  }

  private Path written(String name, String text) {
    try {
      return Files.writeString(directory().resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Outcome run(String interpreter, String resource, String... arguments) {
    try (var source = Programs.class.getResourceAsStream(resource)) {
      if (source == null) {
        throw new IllegalArgumentException("no resource " + resource);
      }
      Path program = directory().resolve(Path.of(resource).getFileName().toString());
      Files.copy(source, program, StandardCopyOption.REPLACE_EXISTING);
      List<String> command = new ArrayList<>(List.of(interpreter, program.toString()));
      command.addAll(List.of(arguments));
      return Outcome.of(
          cluster
              .machine()
              .command(
                  Map.of("KUBECONFIG", cluster.directory().resolve("kubeconfig").toString()),
                  command),
          "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path directory() {
    try {
      return Files.createDirectories(cluster.machine().directory().resolve("programs"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
