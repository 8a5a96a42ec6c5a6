package io.kubejar.proofs.api;

import io.kubejar.cluster.Main;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// An API server in a process of its own, which may be killed and started again.
final class ServerProcess implements AutoCloseable {

  private static final long START_NANOS = 90_000_000_000L;

  private final Path directory;
  private final Path logs;
  private final List<String> options;
  private final int port;
  private final Http http;
  private Process process;

  /// Starts one and waits until it is ready.
  ///
  /// @param directory its data
  /// @param logs what it says, and its tokens
  static ServerProcess start(Path directory, Path logs, String... options) throws IOException {
    var server = new ServerProcess(directory, logs, List.of(options));
    server.awaitReady();
    return server;
  }

  private ServerProcess(Path directory, Path logs, List<String> options) throws IOException {
    this.directory = directory;
    this.logs = Files.createDirectories(logs);
    this.options = options;
    try (var socket = new ServerSocket(0)) {
      this.port = socket.getLocalPort();
    }
    Files.writeString(logs.resolve("tokens"), Http.TOKEN + ",admin,admin,\"system:masters\"\n");
    this.http = new Http();
    this.process = launch();
  }

  private Process launch() throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "server",
                "--port",
                "" + port,
                "--data-dir",
                directory.toString(),
                "--token-auth-file",
                logs.resolve("tokens").toString()));
    command.addAll(options);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(logs.resolve("server.log").toFile()))
        .start();
  }

  URI uri() {
    return URI.create("https://127.0.0.1:" + port);
  }

  /// Ends it without warning.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void startAgain() throws IOException {
    process = launch();
  }

  void awaitReady() throws IOException {
    long deadline = System.nanoTime() + START_NANOS;
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        break;
      }
      if (http.status(uri().resolve("/readyz")) == 200) {
        return;
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new IOException(
        "the server is not ready: " + Files.readString(logs.resolve("server.log")));
  }

  @Override
  public void close() {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
  }
}
