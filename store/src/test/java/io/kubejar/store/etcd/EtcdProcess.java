package io.kubejar.store.etcd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real etcd of one member on loopback, with its data in a directory that goes with it.
final class EtcdProcess implements AutoCloseable {
  private final Path directory;
  private final int clientPort;
  private final int peerPort;
  private final List<String> options;
  private Process process;

  /// Whether the machine has etcd; root installs it where it is missing.
  static synchronized boolean available() {
    if (onPath()) {
      return true;
    }
    if (!"root".equals(System.getProperty("user.name"))) {
      System.err.println("there is no etcd on the PATH: the tests with a real one are left out");
      return false;
    }
    run("apt-get", "update", "-q");
    run("apt-get", "install", "-q", "-y", "--no-install-recommends", "etcd-server");
    if (!onPath()) {
      throw new IllegalStateException("the tests need etcd, and it could not be installed");
    }
    return true;
  }

  private static boolean onPath() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "etcd")));
  }

  private static void run(String... command) {
    try {
      var builder = new ProcessBuilder(command).inheritIO();
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      builder.start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static EtcdProcess start(String... options) throws IOException {
    var etcd = new EtcdProcess(List.of(options));
    etcd.startAgain();
    return etcd;
  }

  private EtcdProcess(List<String> options) throws IOException {
    this.directory = Files.createTempDirectory("kubejar-etcd");
    this.clientPort = freePort();
    this.peerPort = freePort();
    this.options = options;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  void startAgain() throws IOException {
    String client = "http://127.0.0.1:" + clientPort;
    String peer = "http://127.0.0.1:" + peerPort;
    List<String> command =
        new ArrayList<>(
            List.of(
                "etcd",
                "--data-dir=" + directory.resolve("data"),
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer,
                "--max-txn-ops=2048",
                "--max-request-bytes=8388608"));
    command.addAll(options);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + clientPort);
  }

  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
