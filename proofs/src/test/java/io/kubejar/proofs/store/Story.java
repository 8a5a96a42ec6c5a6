package io.kubejar.proofs.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.store.Entry;
import io.kubejar.store.Event;
import io.kubejar.store.Keys;
import io.kubejar.store.Limits;
import io.kubejar.store.ManualTimer;
import io.kubejar.store.Store;
import io.kubejar.store.StoreException;
import io.kubejar.store.WatchListener;
import io.kubejar.store.embedded.EmbeddedStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a store promised, as its workers told it: by acknowledging, by telling watches, by showing.
/// All of that must still be so whenever the store is opened.
final class Story {

  private static final Duration LONG = Duration.ofSeconds(60);

  /// What each revision changed, key to id.
  private final TreeMap<Long, Map<String, String>> commits = new TreeMap<>();

  private long compacted;
  private long compacting;
  private long watched;
  private long acknowledged;

  Story() {}

  /// The same story so far, to go on differently.
  Story(Story other) {
    synchronized (other) {
      copy(other);
    }
  }

  private void copy(Story other) {
    other.commits.forEach((revision, changes) -> commits.put(revision, new TreeMap<>(changes)));
    compacted = other.compacted;
    compacting = other.compacting;
    watched = other.watched;
    acknowledged = other.acknowledged;
  }

  /// Opens a store in which nothing happens by itself: time stands still, so that no lease ends.
  static Store open(Path directory) {
    return EmbeddedStore.open(directory, new ManualTimer(), Limits.DEFAULT);
  }

  /// The revision after the last that was told to a watch, 0 when none was.
  long next() {
    return watched == 0 ? 0 : watched + 1;
  }

  /// How many changes were acknowledged.
  long acknowledged() {
    return acknowledged;
  }

  /// Takes in a line of a worker.
  synchronized void hear(String line) {
    var words = line.split(" ");
    switch (words[0]) {
      case "O" -> {
        assertThat(Long.parseLong(words[1])).isGreaterThanOrEqualTo(newest());
        assertThat(Long.parseLong(words[2])).isBetween(compacted, Math.max(compacted, compacting));
        if (watched == 0) {
          watched = Long.parseLong(words[1]);
        }
      }
      case "A" -> {
        acknowledged++;
        long revision = Long.parseLong(words[1]);
        promise(revision, "/left/" + words[2], words[3]);
        promise(revision, "/right/" + words[2], words[3]);
      }
      case "W" -> {
        long revision = Long.parseLong(words[1]);
        assertThat(revision).as("what a watch hears after " + watched).isEqualTo(watched + 1);
        watched = revision;
        for (int i = 2; i < words.length; i++) {
          int end = words[i].indexOf('=');
          promise(revision, words[i].substring(0, end), words[i].substring(end + 1));
        }
      }
      case "c" -> compacting = Long.parseLong(words[1]);
      case "C" -> compacted = Long.parseLong(words[1]);
      default -> {}
    }
  }

  private long newest() {
    return commits.isEmpty() ? 1 : commits.lastKey();
  }

  private void promise(long revision, String key, String id) {
    var former = commits.computeIfAbsent(revision, _ -> new TreeMap<>()).put(key, id);
    if (former != null) {
      assertThat(id).as(key + " at revision " + revision).isEqualTo(former);
    }
  }

  /// Compares with what a store has.
  void check(Store store) throws InterruptedException {
    assertThat(store.revision()).as("revision").isGreaterThanOrEqualTo(newest());
    assertThat(store.compactedRevision())
        .as("compacted revision")
        .isBetween(compacted, Math.max(compacted, compacting));
    compacted = store.compactedRevision();
    compacting = compacted;
    takeHistory(store);
    assertThat(commits).as("revisions").hasSize((int) (store.revision() - 1));
    assertThat(newest()).isEqualTo(store.revision());
    compare(store, store.revision());
    if (compacted > 1) {
      compare(store, compacted);
    }
  }

  private void takeHistory(Store store) throws InterruptedException {
    var heard = new Heard();
    try (var watch = store.watch(Keys.ALL, store.compactedRevision() + 1, heard)) {
      boolean whole = watch.await(store.revision(), LONG);
      assertThat(heard.cause).isNull();
      assertThat(whole).as("the whole history").isTrue();
    }
    var state = state(store.compactedRevision());
    var seen = new TreeMap<Long, Map<String, String>>();
    synchronized (heard) {
      for (var event : heard.events) {
        var before = event.previous();
        assertThat(before == null ? null : Value.id(before.value()))
            .as("what " + event.key() + " was before revision " + event.revision())
            .isEqualTo(state.get(event.key()));
        var id = event instanceof Event.Put(var entry, _) ? Value.id(entry.value()) : null;
        state.put(event.key(), id);
        seen.computeIfAbsent(event.revision(), _ -> new TreeMap<>())
            .put(event.key(), id == null ? Worker.DELETED : id);
      }
    }
    seen.forEach(
        (revision, changes) -> {
          checkWhole(revision, changes);
          var known = commits.get(revision);
          if (known != null) {
            // An acknowledgement names what it changed, a watch heard all of it.
            assertThat(changes).as("revision " + revision).containsAllEntriesOf(known);
          }
          commits.put(revision, changes);
        });
    for (long each = Math.max(1, store.compactedRevision()) + 1; each <= store.revision(); each++) {
      assertThat(seen.containsKey(each))
          .as(
              "revision %d (%s) of %d to %d",
              each, commits.get(each), store.compactedRevision(), store.revision())
          .isTrue();
    }
  }

  /// What a watch is told.
  private static final class Heard implements WatchListener {
    private final List<Event> events = new ArrayList<>();
    private volatile @Nullable StoreException cause;

    @Override
    public synchronized void onEvents(long revision, List<Event> some) {
      events.addAll(some);
    }

    @Override
    public void onEnd(@Nullable StoreException why) {
      cause = why;
    }
  }

  /// Both halves of each pair, with the same value.
  private static void checkWhole(long revision, Map<String, String> changes) {
    changes.forEach(
        (key, id) -> {
          var twin =
              key.startsWith("/left/")
                  ? key.replace("/left/", "/right/")
                  : key.replace("/right/", "/left/");
          assertThat(changes.get(twin)).as(twin + " at revision " + revision).isEqualTo(id);
        });
  }

  private Map<String, @Nullable String> state(long revision) {
    var state = new HashMap<String, @Nullable String>();
    SortedMap<Long, Map<String, String>> past = commits.headMap(revision + 1);
    for (var changes : past.values()) {
      changes.forEach((key, id) -> state.put(key, id.equals(Worker.DELETED) ? null : id));
    }
    return state;
  }

  private void compare(Store store, long revision) {
    var expected = state(revision);
    expected.values().removeIf(id -> id == null);
    var found = new HashMap<String, String>();
    List<Entry> entries = store.range(Keys.ALL, revision, 0).entries();
    for (var entry : entries) {
      found.put(entry.key(), Value.id(entry.value()));
    }
    assertThat(found).as("everything at revision " + revision).isEqualTo(expected);
    assertThat(store.count(Keys.ALL, revision)).isEqualTo(found.size());
  }
}
