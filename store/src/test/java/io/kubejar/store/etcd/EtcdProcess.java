package io.kubejar.store.etcd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A real etcd of one member on loopback, with its data in a directory that goes with it.
public final class EtcdProcess implements AutoCloseable {
  private static final int ATTEMPTS = 5;
  private static final Duration START = Duration.ofSeconds(20);

  private final Path directory;
  private final int clientPort;
  private final int peerPort;
  private Process process;

  /// Whether the machine has etcd; root installs it where it is missing.
  public static synchronized boolean available() {
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

  /// Starts one and waits until it listens; on other ports when these were taken meanwhile.
  public static EtcdProcess start() throws IOException {
    for (int attempt = 1; ; attempt++) {
      var etcd = new EtcdProcess();
      etcd.startAgain();
      if (etcd.listens()) {
        return etcd;
      }
      String log = Files.readString(etcd.directory.resolve("log"));
      etcd.close();
      if (attempt == ATTEMPTS) {
        throw new IOException("etcd does not start: " + log);
      }
    }
  }

  private EtcdProcess() throws IOException {
    this.directory = Files.createTempDirectory("kubejar-etcd");
    try (ServerSocket client = new ServerSocket(0);
        ServerSocket peer = new ServerSocket(0)) {
      this.clientPort = client.getLocalPort();
      this.peerPort = peer.getLocalPort();
    }
  }

  private boolean listens() {
    long deadline = System.nanoTime() + START.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), clientPort)) {
        return true;
      } catch (IOException e) {
        LockSupport.parkNanos(20_000_000);
      }
    }
    return false;
  }

  /// Starts it on the same data and ports.
  public void startAgain() throws IOException {
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
                "--heartbeat-interval=20",
                "--election-timeout=200",
                "--max-txn-ops=2048",
                "--max-request-bytes=8388608"));
    process =
        new ProcessBuilder(endingWithUs(command))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
  }

  /// A command whose process ends when this one does, however that ends: beside it waits a shell
  /// for the end of its input.
  private static List<String> endingWithUs(List<String> command) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "exec 3<&0; { read -r <&3; read -r _ _ _ parent _ </proc/$BASHPID/stat;"
                    + " [ \"$parent\" = $$ ] && kill -9 $$; } >/dev/null 2>&1 &"
                    + " exec \"$0\" \"$@\" 3<&- </dev/null"));
    all.addAll(command);
    return all;
  }

  /// Ends it without warning.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  public URI endpoint() {
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
