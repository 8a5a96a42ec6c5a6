package io.kubejar.http.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;

/// Joins an accepted exec or attach with one dialled further on, whatever protocols the two speak.
public final class RemoteCommandRelay {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private RemoteCommandRelay() {}

  /// Copies until the command has ended and its outcome is passed on, or one side has gone. Closes
  /// both.
  public static void run(RemoteCommandStreams accepted, RemoteCommandSession dialled)
      throws IOException {
    String name = "exec-relay-" + NUMBER.getAndIncrement();
    accepted.onClose(dialled::close);
    try (accepted;
        dialled) {
      var options = accepted.options();
      if (options.stdin()) {
        start(name + "-stdin", () -> copy(accepted.stdin(), dialled.stdin()));
      }
      if (options.tty()) {
        start(name + "-resize", () -> resize(accepted, dialled));
      }
      var out = start(name + "-stdout", () -> copy(dialled.stdout(), accepted.stdout()));
      var err = start(name + "-stderr", () -> copy(dialled.stderr(), accepted.stderr()));
      byte[] status = dialled.status();
      out.join();
      err.join();
      if (status.length > 0) {
        accepted.writeStatus(status);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted");
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  /// The threads end with the streams they copy, which `run` closes.
  private static Thread start(String name, Work work) {
    return Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              try {
                work.run();
              } catch (IOException _) {
                // One side has gone; the other is told by the end of its streams.
              }
            });
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    try (to) {
      byte[] buffer = new byte[32 * 1024];
      int n = from.read(buffer);
      while (n >= 0) {
        to.write(buffer, 0, n);
        n = from.read(buffer);
      }
    }
  }

  private static void resize(RemoteCommandStreams accepted, RemoteCommandSession dialled)
      throws IOException {
    var size = accepted.nextSize();
    while (size != null) {
      dialled.resize(size);
      size = accepted.nextSize();
    }
  }
}
