package io.kubejar.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.store.Event;
import io.kubejar.store.Keys;
import io.kubejar.store.Outcome.Committed;
import io.kubejar.store.Recorder;
import io.kubejar.store.Store;
import io.kubejar.store.Transaction;
import io.kubejar.store.Transaction.Put;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that writes is killed at any moment: what it acknowledged is there, and nothing is
/// half there.
class CrashTest {

  private static final int ROUNDS = 6;
  private static final int WRITERS = 8;

  @TempDir Path parent;

  @Test
  void acknowledgedWritesSurviveAKill() throws Exception {
    var directory = parent.resolve("store");
    var random = new Random(42);
    var acknowledged = new HashMap<Long, String>();
    for (int round = 0; round < ROUNDS; round++) {
      int lines = 20 + random.nextInt(3000);
      kill(directory, round, lines, acknowledged);
      try (var store = EmbeddedStore.open(directory)) {
        check(store, acknowledged);
        if (round == ROUNDS / 2) {
          store.compact(store.revision() - 10);
          acknowledged.keySet().removeIf(revision -> revision <= store.compactedRevision());
        }
      }
    }
  }

  /// Runs a writer, reads what it acknowledges, kills it after some lines and reads what it still
  /// said.
  private static void kill(Path directory, int round, int lines, Map<Long, String> acknowledged)
      throws IOException, InterruptedException {
    var child = Child.start(Writer.class, directory.toString(), "" + round);
    try (var output = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
      int count = 0;
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        var words = line.split(" ");
        if (words.length == 3 && words[2].equals(".")) {
          acknowledged.put(Long.parseLong(words[0]), words[1]);
        }
        if (++count == lines) {
          child.toHandle().destroyForcibly(); // leaves the pipe open for what was said before
        }
      }
      assertThat(count).isGreaterThanOrEqualTo(lines);
    } finally {
      child.destroyForcibly();
    }
    assertThat(child.waitFor()).isEqualTo(128 + 9);
  }

  private static void check(Store store, Map<Long, String> acknowledged) throws Exception {
    var listener = new Recorder();
    try (var watch = store.watch(Keys.ALL, store.compactedRevision() + 1, listener)) {
      assertThat(watch.await(store.revision(), Recorder.LONG)).isTrue();
    }
    var commits = new HashMap<Long, List<Event>>();
    for (var event : listener.events()) {
      commits.computeIfAbsent(event.revision(), _ -> new ArrayList<>()).add(event);
    }
    assertThat(commits).hasSize((int) (store.revision() - Math.max(1, store.compactedRevision())));
    commits.forEach(
        (revision, events) -> {
          // Both halves of a transaction, with the same value.
          assertThat(events).hasSize(2);
          assertThat(value(events.get(0))).isEqualTo(value(events.get(1)));
        });
    acknowledged.forEach(
        (revision, value) -> {
          assertThat(commits.getOrDefault(revision, List.of()))
              .as("revision " + revision + " was acknowledged")
              .isNotEmpty()
              .allMatch(event -> value(event).startsWith(value + " "));
        });
    for (var entry : store.range(Keys.prefix("/left/"), 0, 0).entries()) {
      assertThat(store.get(entry.key().replace("/left/", "/right/")))
          .isNotNull()
          .matches(twin -> twin.modRevision() == entry.modRevision())
          .matches(twin -> Arrays.equals(twin.value(), entry.value()));
    }
  }

  private static String value(Event event) {
    return event instanceof Event.Put(var entry, _) ? new String(entry.value(), UTF_8) : "";
  }

  /// Writes pairs of keys from several threads, a line for each acknowledged pair, until it is
  /// killed.
  static final class Writer {
    private Writer() {}

    static void main(String[] arguments) throws InterruptedException {
      var store = EmbeddedStore.open(Path.of(arguments[0]));
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < WRITERS; i++) {
        var name = arguments[1] + "-" + i;
        var random = new Random(i);
        threads.add(Thread.ofVirtual().start(() -> write(store, name, random)));
      }
      for (var thread : threads) {
        thread.join();
      }
    }

    private static void write(Store store, String name, Random random) {
      for (int i = 0; ; i++) {
        var id = name + "-" + i;
        var value = (id + " " + "x".repeat(random.nextInt(4000))).getBytes(UTF_8);
        var key = random.nextInt(50);
        var outcome =
            store.commit(
                new Transaction(
                    List.of(),
                    List.of(
                        new Put("/left/" + key, value, 0), new Put("/right/" + key, value, 0))));
        if (outcome instanceof Committed(long revision, _)) {
          System.out.println(revision + " " + id + " .");
        }
      }
    }
  }
}
