package io.kubejar.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.store.Event;
import io.kubejar.store.Keys;
import io.kubejar.store.StoreException;
import io.kubejar.store.Transaction;
import io.kubejar.store.UnavailableException;
import io.kubejar.store.WatchListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When the disk takes no more, the store says so, goes on reading, and resumes when there is room.
/// A limit on the size of files, which needs no rights, stands in for the disk.
class FullDiskTest {

  @TempDir Path parent;

  @Test
  void aFullDiskStopsWritesUntilThereIsRoom() throws Exception {
    var directory = parent.resolve("store");
    var child = Child.start(Writer.class, directory.toString());
    try (var output = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8));
        var input = child.outputWriter(UTF_8)) {
      var refused = String.valueOf(output.readLine()).split(" ", 3);
      assertThat(refused[0]).isEqualTo("refused");
      long acknowledged = Long.parseLong(refused[1]);
      assertThat(acknowledged).isPositive();
      assertThat(refused[2]).startsWith("writing the store failed: ");
      assertThat(output.readLine()).isEqualTo("readable " + acknowledged);

      limitFiles(child.pid(), "unlimited");
      input.write("go on\n");
      input.flush();
      assertThat(output.readLine()).isEqualTo("resumed");
      assertThat(child.waitFor()).isZero();

      try (var store = EmbeddedStore.open(directory)) {
        // The refused write may have taken place, the acknowledged ones and the one after the
        // repair must have.
        assertThat(store.count(Keys.prefix("/k/"), 0)).isBetween(acknowledged, acknowledged + 1);
        for (int i = 0; i < acknowledged; i++) {
          assertThat(store.get(Writer.key(i))).isNotNull();
        }
        assertThat(store.get("/after")).isNotNull();
      }
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void aStoreOpensForReadingOnAFullDisk() throws Exception {
    var directory = parent.resolve("store");
    // In a process of its own, which leaves RocksDB's native library there as well.
    assertThat(Child.start(Filler.class, directory.toString()).waitFor()).isZero();
    var child = Child.start(Reader.class, directory.toString());
    try (var output = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8));
        var input = child.outputWriter(UTF_8)) {
      assertThat(output.readLine()).isEqualTo("readable 51 52");
      assertThat(output.readLine())
          .startsWith("failing the store in " + directory + "/db cannot be");
      assertThat(output.readLine())
          .startsWith("refused the store in " + directory + "/db cannot be");

      limitFiles(child.pid(), "unlimited");
      input.write("go on\n");
      input.flush();
      assertThat(output.readLine()).isEqualTo("told of 53");
      assertThat(child.waitFor()).isZero();
    } finally {
      child.destroyForcibly();
    }
    try (var store = EmbeddedStore.open(directory)) {
      assertThat(store.count(Keys.ALL, 0)).isEqualTo(52);
      assertThat(store.revision()).isEqualTo(53);
    }
  }

  static final class Filler {
    private Filler() {}

    static void main(String[] arguments) {
      try (var store = EmbeddedStore.open(Path.of(arguments[0]))) {
        for (int i = 0; i < 51; i++) {
          store.commit(Transaction.put(Writer.key(i), new byte[1000]));
        }
      }
    }
  }

  /// Opens where nothing can be written, reads, watches, is refused, and writes as soon as it may.
  static final class Reader {
    private Reader() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
      limitFiles(ProcessHandle.current().pid(), "100");
      try (var store = EmbeddedStore.open(Path.of(arguments[0]))) {
        System.out.println("readable " + store.count(Keys.ALL, 0) + " " + store.revision());
        System.out.println("failing " + store.failure().orElseThrow().getMessage());
        try {
          store.commit(Transaction.put("/refused", new byte[1]));
          System.out.println("taken");
        } catch (UnavailableException e) {
          System.out.println("refused " + e.getMessage());
        }
        var told = new LinkedBlockingQueue<Long>();
        try (var _ = store.watch(Keys.ALL, store.revision() + 1, listener(told))) {
          while (System.in.read() != '\n') {}
          while (store.failure().isPresent()) {
            Thread.sleep(20);
          }
          store.commit(Transaction.put("/after", new byte[1]));
          System.out.println("told of " + told.take());
        }
      }
    }

    private static WatchListener listener(LinkedBlockingQueue<Long> told) {
      return new WatchListener() {
        @Override
        public void onEvents(long revision, List<Event> events) {
          told.add(revision);
        }

        @Override
        public void onEnd(@Nullable StoreException cause) {}
      };
    }
  }

  private static void limitFiles(long pid, String limit) throws IOException, InterruptedException {
    var command = List.of("prlimit", "--pid", "" + pid, "--fsize=" + limit + ":unlimited");
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  /// Writes until refused, tells, waits for a word, and writes again as soon as it may.
  static final class Writer {
    private Writer() {}

    static String key(int i) {
      return "/k/%05d".formatted(i);
    }

    static void main(String[] arguments) throws IOException, InterruptedException {
      var value = new byte[10_000];
      new Random(1).nextBytes(value);
      try (var store = EmbeddedStore.open(Path.of(arguments[0]))) {
        limitFiles(ProcessHandle.current().pid(), "" + (2 << 20));
        int count = 0;
        try {
          while (true) {
            store.commit(Transaction.put(key(count), value));
            count++;
          }
        } catch (UnavailableException e) {
          System.out.println("refused " + count + " " + e.getMessage());
        }
        System.out.println("readable " + store.count(Keys.prefix("/k/"), 0));
        while (System.in.read() != '\n') {}
        while (store.failure().isPresent()) {
          Thread.sleep(20);
        }
        store.commit(Transaction.put("/after", value));
        System.out.println("resumed");
      }
    }
  }
}
