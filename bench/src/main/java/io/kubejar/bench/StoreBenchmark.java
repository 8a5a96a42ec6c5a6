package io.kubejar.bench;

import io.kubejar.store.Outcome;
import io.kubejar.store.Store;
import io.kubejar.store.Transaction;
import io.kubejar.store.Transaction.Compare;
import io.kubejar.store.embedded.EmbeddedStore;
import io.kubejar.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// How many new keys with a value of 2.7 KB the store takes, each answered once it is on disk.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StoreBenchmark {
  private static final int VALUE = 2_700;

  @Param({"memory", "embedded"})
  private String engine = "";

  private final AtomicLong number = new AtomicLong();
  private Path directory = Path.of("");
  private Store store = MemoryStore.open();

  @Setup
  public void open() throws IOException {
    if (engine.equals("embedded")) {
      store.close();
      directory = Files.createTempDirectory("store-benchmark");
      store = EmbeddedStore.open(directory);
    }
  }

  @TearDown
  public void close() throws IOException {
    store.close();
    if (engine.equals("embedded")) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private Outcome create() {
    String key = "/registry/pods/default/pod-" + number.incrementAndGet();
    return store.commit(
        new Transaction(
            List.of(new Compare(key, 0)), List.of(new Transaction.Put(key, new byte[VALUE], 0))));
  }

  /// One writer, which waits for each sync.
  @Benchmark
  @Threads(1)
  public Outcome alone() {
    return create();
  }

  /// Thirty-two writers, whose commits share syncs.
  @Benchmark
  @Threads(32)
  public Outcome together() {
    return create();
  }
}
