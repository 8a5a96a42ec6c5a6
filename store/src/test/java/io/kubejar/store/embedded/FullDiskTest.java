package io.kubejar.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.store.Keys;
import io.kubejar.store.Transaction;
import io.kubejar.store.UnavailableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
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
