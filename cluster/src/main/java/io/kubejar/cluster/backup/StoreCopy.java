package io.kubejar.cluster.backup;

import io.kubejar.store.Store;
import io.kubejar.store.snapshot.SnapshotReader;
import io.kubejar.store.snapshot.SnapshotWriter;
import io.kubejar.store.snapshot.SnapshotWriter.Summary;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Copies what a store holds to where a snapshot can be loaded, without a file in between.
public final class StoreCopy {
  private static final int PIPE_BYTES = 1 << 20;

  private StoreCopy() {}

  /// Copies all entries; leases get their whole time again where the target grants its own.
  public static Summary copy(Store from, SnapshotTarget to) throws IOException {
    try (var out = new PipedOutputStream();
        var in = new PipedInputStream(out, PIPE_BYTES)) {
      var writing = new CompletableFuture<Summary>();
      Thread writer = Thread.ofPlatform().name("store-copy").start(() -> write(from, out, writing));
      try {
        Summary loaded = to.load(SnapshotReader.open(in));
        writing.join();
        return loaded;
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      } finally {
        in.close();
        joined(writer);
      }
    }
  }

  private static void write(Store from, PipedOutputStream out, CompletableFuture<Summary> done) {
    try (var buffered = new BufferedOutputStream(out, 64 << 10)) {
      done.complete(SnapshotWriter.write(from, buffered));
    } catch (IOException | RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private static void joined(Thread writer) {
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
