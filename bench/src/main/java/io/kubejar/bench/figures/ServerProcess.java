package io.kubejar.bench.figures;

import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientTls;
import io.kubejar.http.HttpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A server under test: a process of its own with a token that may do everything.
final class ServerProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(5);

  private final Process process;
  private final Target target;
  private final Path data;
  private final Duration ready;

  private ServerProcess(Process process, Target target, Path data, Duration ready) {
    this.process = process;
    this.target = target;
    this.data = data;
    this.ready = ready;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /// Starts `kubejar server` on a data directory: by the script `./kubejar` where the jar has been
  /// built, else from the class path of this program.
  ///
  /// @param jvm options for its JVM besides the usual ones
  static ServerProcess start(Path data, List<String> jvm, String... flags) throws IOException {
    return started(data, jvm, List.of("server"), List.of(flags));
  }

  /// Starts a whole cluster without nodes: `kubejar up`.
  ///
  /// @param jvm options for its JVM besides the usual ones
  static ServerProcess startWhole(Path data, List<String> jvm) throws IOException {
    return started(
        data,
        jvm,
        List.of("up", "--foreground", "--simulated", "--nodes", "0", "--no-merge"),
        List.of());
  }

  private static ServerProcess started(
      Path data, List<String> jvm, List<String> command, List<String> flags) throws IOException {
    Files.createDirectories(data);
    Path tokens = data.resolve("bench-tokens");
    if (!Files.exists(tokens)) {
      Files.createFile(
          tokens,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(tokens, "BENCH,bench,bench,\"system:masters\"\n");
    }
    int port = freePort();
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(
        List.of(
            "--port",
            Integer.toString(port),
            "--data-dir",
            data.resolve("data").toString(),
            "--token-auth-file",
            tokens.toString()));
    arguments.addAll(flags);
    Target target = new Target(URI.create("https://127.0.0.1:" + port), "BENCH");
    return launched(jvm, arguments, target, data);
  }

  private static ServerProcess launched(
      List<String> jvm, List<String> arguments, Target target, Path data) throws IOException {
    Path script = script();
    List<String> command = new ArrayList<>();
    if (script != null) {
      command.add(script.toString());
    } else {
      command.addAll(java(jvm));
      command.add("io.kubejar.cluster.Main");
    }
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("server.log").toFile()));
    if (script != null) {
      builder.environment().put("KUBEJAR_JAVA_OPTS", String.join(" ", jvm));
    }
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    long begin = System.nanoTime();
    Process process = builder.start();
    awaitReady(process, target, data);
    return new ServerProcess(process, target, data, Duration.ofNanos(System.nanoTime() - begin));
  }

  /// The bare server, showing the certificate of another and asking it for answers.
  static ServerProcess bare(ServerProcess origin) throws IOException {
    int port = freePort();
    List<String> command = java(List.of("-Xmx3g"));
    command.addAll(
        List.of(
            "io.kubejar.bench.bare.BareServer",
            Integer.toString(port),
            origin.data.resolve("data").toString(),
            origin.target.url().toString()));
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(origin.data.resolve("bare.log").toFile())
            .start();
    Target target = new Target(URI.create("https://127.0.0.1:" + port), origin.target.token());
    awaitReady(process, target, origin.data);
    return new ServerProcess(
        process, target, origin.data, Duration.ofNanos(System.nanoTime() - begin));
  }

  private static List<String> java(List<String> jvm) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseCompactObjectHeaders",
            "-XX:+UseG1GC",
            "-Xss512k",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return command;
  }

  private static @Nullable Path script() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path script = at.resolve("kubejar");
      if (Files.isExecutable(script) && Files.exists(at.resolve("cluster/target/kubejar.jar"))) {
        return script;
      }
    }
    return null;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitReady(Process process, Target target, Path data) throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    try (var client = HttpClient.builder().tls(ClientTls.insecure()).build()) {
      while (System.nanoTime() < deadline) {
        if (!process.isAlive()) {
          throw new IOException("the server has ended, see " + data.resolve("server.log"));
        }
        try (var answer = client.send(ClientRequest.get(target.url().resolve("/readyz")))) {
          String text = new String(answer.readBody(1 << 16), StandardCharsets.UTF_8);
          // The bare server answers what it cannot ask for with an error, and is ready then.
          if (answer.status() == 200 && text.startsWith("ok")) {
            return;
          }
        } catch (IOException notYet) {
          Thread.onSpinWait();
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    process.destroy();
    throw new IOException("the server did not become ready, see " + data.resolve("server.log"));
  }

  Target target() {
    return target;
  }

  long pid() {
    return process.pid();
  }

  Path data() {
    return data;
  }

  /// From the start of the process to the first `ok` of its readiness.
  Duration ready() {
    return ready;
  }

  ProcessFacts facts() {
    return ProcessFacts.of(process.pid());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the server did not end");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
