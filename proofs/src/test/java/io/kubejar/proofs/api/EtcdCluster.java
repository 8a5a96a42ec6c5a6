package io.kubejar.proofs.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Real etcd members on loopback that may be killed one by one.
public final class EtcdCluster implements AutoCloseable {

  private static final long START_NANOS = 60_000_000_000L;

  private final Path directory;
  private final List<Integer> clientPorts = new ArrayList<>();
  private final List<Integer> peerPorts = new ArrayList<>();
  private final List<Process> members = new ArrayList<>();

  /// Starts so many members and waits until each answers.
  public static EtcdCluster start(int count, Path directory) throws IOException {
    var cluster = new EtcdCluster(count, directory);
    for (int i = 0; i < count; i++) {
      cluster.members.add(cluster.launch(i));
    }
    for (int i = 0; i < count; i++) {
      cluster.awaitMember(i);
    }
    return cluster;
  }

  private EtcdCluster(int count, Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
    var sockets = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < 2 * count; i++) {
        sockets.add(new ServerSocket(0));
        (i % 2 == 0 ? clientPorts : peerPorts).add(sockets.getLast().getLocalPort());
      }
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  private Process launch(int member) throws IOException {
    var all = new ArrayList<String>();
    for (int i = 0; i < peerPorts.size(); i++) {
      all.add("m" + i + "=" + url(peerPorts.get(i)));
    }
    var client = url(clientPorts.get(member));
    var peer = url(peerPorts.get(member));
    return new ProcessBuilder(
            "etcd",
            "--name=m" + member,
            "--data-dir=" + directory.resolve("data" + member),
            "--listen-client-urls=" + client,
            "--advertise-client-urls=" + client,
            "--listen-peer-urls=" + peer,
            "--initial-advertise-peer-urls=" + peer,
            "--initial-cluster=" + String.join(",", all),
            "--heartbeat-interval=50",
            "--election-timeout=500",
            "--max-txn-ops=2048",
            "--max-request-bytes=8388608")
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(directory.resolve("log" + member).toFile()))
        .start();
  }

  private void awaitMember(int member) throws IOException {
    long deadline = System.nanoTime() + START_NANOS;
    while (members.get(member).isAlive() && System.nanoTime() < deadline) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), clientPorts.get(member))) {
        return;
      } catch (IOException e) {
        LockSupport.parkNanos(20_000_000);
      }
    }
    throw new IOException(
        "etcd does not start: " + Files.readString(directory.resolve("log" + member)));
  }

  /// Where clients reach all of them, as `--etcd-servers` has it.
  public String endpoints() {
    return String.join(",", clientPorts.stream().map(EtcdCluster::url).toList());
  }

  /// Ends a member without warning.
  public void kill(int member) throws InterruptedException {
    members.get(member).destroyForcibly().waitFor();
  }

  public void startAgain(int member) throws IOException {
    members.set(member, launch(member));
    awaitMember(member);
  }

  @Override
  public void close() {
    for (var member : members) {
      try {
        member.destroyForcibly().waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
