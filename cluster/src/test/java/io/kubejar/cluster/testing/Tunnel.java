package io.kubejar.cluster.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A way for clients in the test's own process to a port of the test's machine, whose network they
/// are not in: every connection goes through a process there.
final class Tunnel implements AutoCloseable {
  private final TestMachine machine;
  private final int target;
  private final ServerSocket listener;
  private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Tunnel(TestMachine machine, int target) {
    this.machine = machine;
    this.target = target;
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("tunnel").start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        Thread.ofVirtual().name("tunnel connection").start(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Process process =
          machine
              .command(
                  Map.of(),
                  List.of(
                      "bash",
                      "-c",
                      "exec 3<>/dev/tcp/127.0.0.1/"
                          + target
                          + " && { (cat <&3; kill -KILL $$) & exec cat >&3; }"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      AutoCloseable both =
          () -> {
            end(process);
            socket.close();
          };
      open.add(both);
      try {
        if (closed) {
          return;
        }
        Thread.ofVirtual().name("tunnel there").start(() -> copy(socket, process));
        transfer(process.getInputStream(), socket.getOutputStream());
      } finally {
        open.remove(both);
        end(process);
      }
    } catch (IOException e) {
      // One side has gone, which the other notices.
    }
  }

  private static void copy(Socket socket, Process process) {
    try {
      transfer(socket.getInputStream(), process.getOutputStream());
    } catch (IOException e) {
      // One side has gone.
    } finally {
      end(process);
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void transfer(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[16_384];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      to.write(buffer, 0, read);
      to.flush();
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      listener.close();
      for (AutoCloseable connection : open) {
        connection.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
