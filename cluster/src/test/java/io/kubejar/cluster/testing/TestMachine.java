package io.kubejar.cluster.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A part of this machine that looks like a machine of its own: its own network, processes, mounts,
/// `/run` and `/var/lib/cni`, so that no address leaves it, two never meet, and its end ends all
/// within.
///
/// Its first process waits for the end of its input, which comes at the latest when the test's own
/// process ends. Without root it is the machine itself.
public final class TestMachine implements AutoCloseable {
  /// Whether tests may run real containers.
  public static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private static final Path REPOSITORY =
      Path.of(System.getProperty("kubejar.repository", "..")).toAbsolutePath().normalize();

  private final Optional<Process> first;
  private final List<String> enter;
  private final Path directory;
  private final long inside;

  /// Sets a machine up.
  public static TestMachine start() {
    try {
      Requirements.install();
      Path directory = Files.createTempDirectory("kubejar-cluster-test");
      if (!ROOT) {
        return new TestMachine(Optional.empty(), List.of(), directory, 0);
      }
      Process first =
          new ProcessBuilder(
                  "unshare",
                  "--net",
                  "--mount",
                  "--pid",
                  "--fork",
                  "--kill-child",
                  "--mount-proc",
                  "bash",
                  "-c",
                  "ip link set lo up && mount -t tmpfs run /run && mkdir -p /var/lib/cni"
                      + " && mount -t tmpfs cni /var/lib/cni && echo up; read -r")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String up = first.inputReader().readLine();
      if (!"up".equals(up)) {
        throw new IllegalStateException("the test's machine does not start");
      }
      long inside = first.children().findFirst().orElseThrow().pid();
      return new TestMachine(
          Optional.of(first),
          List.of("nsenter", "-t", Long.toString(inside), "-m", "-n", "-p"),
          directory,
          inside);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestMachine(Optional<Process> first, List<String> enter, Path directory, long inside) {
    this.first = first;
    this.enter = enter;
    this.directory = directory;
    this.inside = inside;
  }

  /// Puts a cable between this machine and another.
  ///
  /// @param own this machine's address on it, with the bits of the network's
  /// @param others the other machine's
  public void connect(TestMachine other, String own, String others) {
    plug(cable(other), own);
    other.plug("cable" + other.inside, others);
  }

  /// Puts a hub into this machine and a cable from it to each other.
  ///
  /// @param network the first parts of the addresses that they get, which this machine ends with 1
  public void connect(List<TestMachine> others, String network) {
    run("ip", "link", "add", "hub", "type", "bridge").require();
    plug("hub", network + ".1/24");
    for (int i = 0; i < others.size(); i++) {
      TestMachine other = others.get(i);
      String end = "port" + i;
      run("ip", "link", "set", cable(other), "name", end).require();
      run("ip", "link", "set", end, "master", "hub", "up").require();
      other.plug("cable" + other.inside, network + "." + (i + 2) + "/24");
    }
  }

  /// Puts a cable between this machine and another; neither end is up.
  ///
  /// @return the end at this machine
  private String cable(TestMachine other) {
    String end = "cable" + inside;
    String otherEnd = "cable" + other.inside;
    run("ip", "link", "add", end, "type", "veth", "peer", "name", otherEnd).require();
    // A name of a process means the same outside only, where its network is known as well.
    Outcome.of(
            new ProcessBuilder(
                "nsenter",
                "-t",
                Long.toString(inside),
                "-n",
                "ip",
                "link",
                "set",
                otherEnd,
                "netns",
                Long.toString(other.inside)),
            "")
        .require();
    return end;
  }

  private void plug(String end, String address) {
    run("ip", "address", "add", address, "dev", end).require();
    run("ip", "link", "set", end, "up").require();
  }

  /// Where the project's sources are.
  public static Path repository() {
    return REPOSITORY;
  }

  /// A directory for the test's files, which goes with the machine.
  public Path directory() {
    return directory;
  }

  /// A command on the machine, by absolute paths.
  public ProcessBuilder command(Map<String, String> environment, List<String> command) {
    List<String> all = new ArrayList<>(enter);
    all.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().putAll(environment);
    return builder;
  }

  /// Runs a command on the machine to its end.
  public Outcome run(String... command) {
    return Outcome.of(command(Map.of(), List.of(command)), "");
  }

  /// What a web server answers to a request from the machine: its page, or an empty text.
  public String fetch(String host, int port) {
    return fetch(host, port, "/");
  }

  /// What a web server answers to a request for a path from the machine, or an empty text.
  public String fetch(String host, int port, String path) {
    // A shell's own way to the network is on every machine.
    return run(
            "timeout",
            "3",
            "bash",
            "-c",
            "exec 3<>/dev/tcp/$0/$1 && printf 'GET %s HTTP/1.0\\r\\n\\r\\n' \"$2\" >&3"
                + " && sed '1,/^\\r$/d' <&3",
            host,
            Integer.toString(port),
            path)
        .out();
  }

  /// Runs `./kubejar` as a user does, with this build's jar and the JDK of the tests.
  public Outcome kubejar(String... arguments) {
    return Outcome.of(kubejarCommand(arguments), "");
  }

  /// Starts `./kubejar` and lets it run on.
  public RunningCommand startKubejar(String... arguments) {
    return RunningCommand.start(kubejarCommand(arguments));
  }

  /// Starts a command on the machine and lets it run on.
  public RunningCommand startCommand(String... command) {
    return RunningCommand.start(command(Map.of(), List.of(command)));
  }

  private ProcessBuilder kubejarCommand(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(REPOSITORY.resolve("kubejar").toString());
    command.addAll(List.of(arguments));
    return command(
        Map.of(
            "JAVA_HOME", System.getProperty("java.home"),
            "KUBEJAR_JAR",
                System.getProperty(
                    "kubejar.jar", REPOSITORY.resolve("cluster/target/kubejar.jar").toString()),
            "KUBEJAR_AOT", "off",
            "KUBECONFIG", directory.resolve("users-kubeconfig").toString()),
        command);
  }

  @Override
  public void close() {
    try {
      if (first.isPresent()) {
        first.get().outputWriter().close();
        if (!first.get().waitFor(20, TimeUnit.SECONDS)) {
          first.get().destroyForcibly().waitFor();
        }
      }
      deleteTree(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
