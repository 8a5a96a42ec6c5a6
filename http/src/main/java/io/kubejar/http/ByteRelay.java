package io.kubejar.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/// Joins two byte connections, which is how an upgrade is proxied without being understood.
public final class ByteRelay {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private ByteRelay() {}

  /// Copies in both directions until either side ends; closes both.
  public static void run(ByteConnection one, ByteConnection other) {
    var back =
        Thread.ofVirtual()
            .name("byte-relay-" + NUMBER.getAndIncrement())
            .start(() -> copy(other, one));
    copy(one, other);
    try {
      back.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(ByteConnection from, ByteConnection to) {
    try (from;
        to) {
      byte[] buffer = new byte[32 * 1024];
      int n = from.in().read(buffer);
      while (n >= 0) {
        to.out().write(buffer, 0, n);
        to.out().flush();
        n = from.in().read(buffer);
      }
    } catch (IOException _) {
      // One side has gone, which ends the other.
    }
  }
}
