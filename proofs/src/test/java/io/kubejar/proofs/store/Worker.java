package io.kubejar.proofs.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kubejar.store.CompactedException;
import io.kubejar.store.Event;
import io.kubejar.store.Keys;
import io.kubejar.store.Limits;
import io.kubejar.store.Outcome.Committed;
import io.kubejar.store.Store;
import io.kubejar.store.StoreException;
import io.kubejar.store.SystemTimer;
import io.kubejar.store.Transaction;
import io.kubejar.store.Transaction.Compare;
import io.kubejar.store.Transaction.Delete;
import io.kubejar.store.Transaction.Put;
import io.kubejar.store.UnavailableException;
import io.kubejar.store.embedded.EmbeddedStore;
import io.kubejar.store.engine.Step;
import io.kubejar.store.engine.Steps;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A process that creates, updates, deletes, compacts and watches from many threads, and says so
/// line by line, until it is killed.
///
/// Each change is made to two keys at once. Lines: `O revision compacted` when it opened the store,
/// `A revision key id` for an acknowledged change (`-` for a deletion), `W revision key=id …` for a
/// commit the watch was told of, `c revision` before and `C revision` after a compaction, `U` when
/// a write was refused, `R` when writes work again, `K step` at the step where it wants to die.
final class Worker {

  static final String DELETED = "-";
  private static final int WRITERS = 8;
  private static final int KEYS = 50;
  private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

  private final Store store;
  private final String name;
  private final int size;
  private volatile long watched;
  private volatile boolean refused;

  private Worker(Store store, String name, int size, long watched) {
    this.store = store;
    this.name = name;
    this.size = size;
    this.watched = watched;
  }

  /// @param arguments the directory, a unique name, the size of values, the revision from which to
  ///   watch (0: the newest), and if it is to die the step and how often it is passed before
  static void main(String[] arguments) throws InterruptedException {
    var steps =
        arguments.length < 6
            ? Steps.NONE
            : deadly(Step.valueOf(arguments[4]), Integer.parseInt(arguments[5]));
    var store = EmbeddedStore.open(Path.of(arguments[0]), new SystemTimer(), Limits.DEFAULT, steps);
    say("O " + store.revision() + " " + store.compactedRevision());
    long from = Long.parseLong(arguments[3]);
    var worker =
        new Worker(
            store,
            arguments[1],
            Integer.parseInt(arguments[2]),
            from == 0 ? store.revision() : from - 1);
    worker.run(from);
  }

  private static Steps deadly(Step step, int passes) {
    var left = new AtomicInteger(passes);
    return passed -> {
      if (passed == step && left.getAndDecrement() == 0) {
        say("K " + step);
        while (true) {
          LockSupport.park(step); // until it is killed
        }
      }
    };
  }

  private static void say(String line) {
    try {
      OUT.write((line + "\n").getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(long from) throws InterruptedException {
    try (var _ = store.watch(Keys.ALL, from, this::heard)) {
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < WRITERS; i++) {
        int number = i;
        threads.add(Thread.ofVirtual().start(() -> write(number)));
      }
      threads.add(Thread.ofVirtual().start(this::lease));
      threads.add(Thread.ofPlatform().start(this::compact));
      for (var thread : threads) {
        thread.join();
      }
    }
  }

  private void heard(long revision, List<Event> events) {
    long at = 0;
    var line = new StringBuilder();
    for (var event : events) {
      if (event.revision() != at) {
        at = event.revision();
        if (!line.isEmpty()) {
          say(line.toString());
          line.setLength(0);
        }
        line.append("W ").append(at);
      }
      var id = event instanceof Event.Put(var entry, _) ? Value.id(entry.value()) : DELETED;
      line.append(' ').append(event.key()).append('=').append(id);
    }
    say(line.toString());
    watched = at;
  }

  private void write(int number) {
    var random = new Random(name.hashCode() * 31L + number);
    for (int i = 0; ; i++) {
      var id = name + "." + number + "." + i;
      int key = random.nextInt(KEYS);
      var left = "/left/" + key;
      var right = "/right/" + key;
      var value = Value.of(id, random.nextInt(size));
      int sort = random.nextInt(20);
      try {
        var transaction =
            switch (sort) {
              case 0, 1, 2 ->
                  new Transaction(List.of(), List.of(new Delete(left), new Delete(right)));
              case 3, 4, 5 -> pair(List.of(Compare.absent(left)), left, right, value);
              case 6, 7, 8 -> {
                var entry = store.get(left);
                long revision = entry == null ? 0 : entry.modRevision();
                yield pair(List.of(new Compare(left, revision)), left, right, value);
              }
              default -> pair(List.of(), left, right, value);
            };
        var outcome = store.commit(transaction);
        boolean deletes = sort < 3;
        if (outcome instanceof Committed(long revision, var previous)
            && !(deletes && previous.isEmpty())) {
          say("A " + revision + " " + key + " " + (deletes ? DELETED : id));
        }
      } catch (UnavailableException e) {
        refused(e);
      }
    }
  }

  private static Transaction pair(List<Compare> compares, String left, String right, byte[] value) {
    return new Transaction(compares, List.of(new Put(left, value, 0), new Put(right, value, 0)));
  }

  /// Keys that end with a lease, two pairs in one commit.
  private void lease() {
    for (int i = 0; ; i++) {
      try {
        var lease = store.grant(Duration.ofMillis(300));
        for (var part : List.of("a", "b")) {
          var id = name + ".lease." + part + "." + i;
          var key = part + i % 5;
          var value = Value.of(id, 10);
          var outcome =
              store.commit(
                  new Transaction(
                      List.of(),
                      List.of(
                          new Put("/left/" + key, value, lease.id()),
                          new Put("/right/" + key, value, lease.id()))));
          say("A " + outcome.revision() + " " + key + " " + id);
        }
      } catch (UnavailableException e) {
        refused(e);
      } catch (StoreException e) {
        // the lease may have ended between the two
      }
      LockSupport.parkNanos(100_000_000);
    }
  }

  private void compact() {
    var random = new Random(name.hashCode());
    while (true) {
      LockSupport.parkNanos(50_000_000);
      long target = watched - random.nextInt(100);
      if (target > store.compactedRevision()) {
        say("c " + target);
        try {
          store.compact(target);
          say("C " + target);
        } catch (UnavailableException e) {
          refused(e);
        } catch (CompactedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private void refused(UnavailableException e) {
    if (!refused) {
      refused = true;
      say("U " + e.getMessage());
    }
    while (store.failure().isPresent()) {
      LockSupport.parkNanos(10_000_000);
    }
    if (refused) {
      refused = false;
      say("R");
    }
  }
}
