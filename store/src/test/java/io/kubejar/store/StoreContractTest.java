package io.kubejar.store;

import static io.kubejar.store.Recorder.LONG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.store.Outcome.Committed;
import io.kubejar.store.Outcome.Conflict;
import io.kubejar.store.Transaction.Compare;
import io.kubejar.store.Transaction.Delete;
import io.kubejar.store.Transaction.Put;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What holds for every engine.
public abstract class StoreContractTest {

  protected final ManualTimer timer = new ManualTimer();
  protected Store store;

  /// Opens an empty store.
  protected abstract Store open(Timer timer, Limits limits) throws Exception;

  @BeforeEach
  void open() throws Exception {
    store = open(timer, Limits.DEFAULT);
  }

  @AfterEach
  void close() {
    store.close();
  }

  protected static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  protected static @Nullable String text(@Nullable Entry entry) {
    return entry == null ? null : new String(entry.value(), UTF_8);
  }

  protected long put(String key, String value) {
    return ((Committed) store.commit(Transaction.put(key, bytes(value)))).revision();
  }

  protected long delete(String key) {
    return store.commit(new Transaction(List.of(), List.of(new Delete(key)))).revision();
  }

  private List<String> keys(Range range) {
    return range.entries().stream().map(Entry::key).toList();
  }

  @Test
  void everyChangeTakesTheNextRevision() {
    assertThat(store.revision()).isEqualTo(1);
    assertThat(put("/a", "1")).isEqualTo(2);
    assertThat(put("/b", "2")).isEqualTo(3);
    assertThat(put("/a", "3")).isEqualTo(4);
    assertThat(store.revision()).isEqualTo(4);
    assertThat(store.get("/a")).isEqualTo(new Entry("/a", bytes("3"), 2, 4, 2, 0));
    assertThat(store.get("/b")).isEqualTo(new Entry("/b", bytes("2"), 3, 3, 1, 0));
    assertThat(store.get("/")).isNull();
    assertThat(store.get("/aa")).isNull();
  }

  @Test
  void aKeyThatIsMadeAgainStartsOver() {
    put("/a", "1");
    put("/a", "2");
    delete("/a");
    assertThat(store.get("/a")).isNull();
    put("/a", "3");
    assertThat(store.get("/a")).isEqualTo(new Entry("/a", bytes("3"), 5, 5, 1, 0));
    assertThat(store.get("/a", 4)).isNull();
    assertThat(text(store.get("/a", 3))).isEqualTo("2");
  }

  @Test
  void theChangesOfATransactionShareARevision() {
    put("/a", "1");
    var outcome =
        store.commit(
            new Transaction(
                List.of(new Compare("/a", 2), Compare.absent("/b")),
                List.of(new Put("/b", bytes("2"), 0), new Delete("/a"))));
    assertThat(outcome)
        .isEqualTo(new Committed(3, List.of(new Entry("/a", bytes("1"), 2, 2, 1, 0))));
    assertThat(((Committed) outcome).previous("/a")).isNotNull();
    assertThat(((Committed) outcome).previous("/b")).isNull();
    assertThat(store.get("/a")).isNull();
    assertThat(store.get("/b")).extracting(Entry::modRevision).isEqualTo(3L);
  }

  @Test
  void aConflictChangesNothingAndTellsWhatIsThere() {
    put("/a", "1");
    var outcome =
        store.commit(
            new Transaction(
                List.of(new Compare("/a", 7), Compare.absent("/b"), new Compare("/c", 2)),
                List.of(new Put("/b", bytes("2"), 0))));
    assertThat(outcome).isInstanceOf(Conflict.class);
    var conflict = (Conflict) outcome;
    assertThat(conflict.revision()).isEqualTo(2);
    assertThat(conflict.mismatches())
        .containsExactly(
            new Outcome.Mismatch(new Compare("/a", 7), store.get("/a")),
            new Outcome.Mismatch(new Compare("/c", 2), null));
    assertThat(text(conflict.current())).isEqualTo("1");
    assertThat(store.get("/b")).isNull();
    assertThat(store.revision()).isEqualTo(2);
    assertThat(store.commit(Transaction.create("/a", bytes("2")))).isInstanceOf(Conflict.class);
    assertThat(store.commit(Transaction.update("/a", 2, bytes("2")))).isInstanceOf(Committed.class);
    assertThat(store.commit(Transaction.delete("/a", 2))).isInstanceOf(Conflict.class);
    assertThat(store.commit(Transaction.delete("/a", 3))).isInstanceOf(Committed.class);
  }

  @Test
  void whatChangesNothingTakesNoRevision() {
    put("/a", "1");
    assertThat(delete("/b")).isEqualTo(2);
    assertThat(store.commit(new Transaction(List.of(), List.of())).revision()).isEqualTo(2);
    assertThat(store.revision()).isEqualTo(2);
  }

  @Test
  void aTransactionChangesAKeyOnce() {
    assertThatThrownBy(
            () ->
                new Transaction(List.of(), List.of(new Delete("/a"), new Put("/a", bytes("1"), 0))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rangesAreInKeyOrder() {
    for (var key :
        List.of("/b/2", "/a", "/b/1", "/b", "/b/é", "/b/\ud83d\ude00", "/b/\uffee", "/c")) {
      put(key, key);
    }
    assertThat(keys(store.range(Keys.prefix("/b/"), 0, 0)))
        .containsExactly("/b/1", "/b/2", "/b/é", "/b/\uffee", "/b/\ud83d\ude00");
    assertThat(keys(store.range(new Keys("/a", "/b"), 0, 0))).containsExactly("/a");
    assertThat(keys(store.range(Keys.only("/b"), 0, 0))).containsExactly("/b");
    assertThat(keys(store.range(new Keys("/b/2", ""), 0, 0))).hasSize(5).endsWith("/c");
    assertThat(keys(store.range(new Keys("/x", "/a"), 0, 0))).isEmpty();
    assertThat(store.range(Keys.ALL, 0, 0).entries()).hasSize(8);
    assertThat(store.count(Keys.ALL, 0)).isEqualTo(8);
    assertThat(store.count(Keys.prefix("/b/"), 0)).isEqualTo(5);
  }

  @Test
  void aScanHandsOutEveryEntryInOrder() {
    var expected = new ArrayList<String>();
    for (int i = 0; i < 2 * Store.SCANNED + 10; i++) {
      String key = "/p/%04d".formatted(i);
      put(key, "1");
      if (i % 10 == 0) {
        delete(key);
      } else {
        expected.add(key);
      }
    }
    put("/q", "1");
    put("/p/0001", "2");
    var found = new ArrayList<Entry>();
    assertThat(store.scan(Keys.prefix("/p/"), found::add)).isEqualTo(store.revision());
    assertThat(found).extracting(Entry::key).containsExactlyElementsOf(expected);
    assertThat(text(found.getFirst())).isEqualTo("2");
    assertThat(store.scan(Keys.prefix("/none/"), found::add)).isEqualTo(store.revision());
    assertThat(found).hasSameSizeAs(expected);
  }

  @Test
  void aScanSeesOneRevision() {
    for (int i = 0; i < Store.SCANNED + 10; i++) {
      put("/p/%04d".formatted(i), "old");
    }
    long revision = store.revision();
    var found = new ArrayList<Entry>();
    long read =
        store.scan(
            Keys.prefix("/p/"),
            entry -> {
              if (found.isEmpty()) {
                put("/p/0260", "new");
                delete("/p/0261");
                put("/p/x", "new");
              }
              found.add(entry);
            });
    assertThat(read).isEqualTo(revision);
    assertThat(found).hasSize(Store.SCANNED + 10).allMatch(entry -> "old".equals(text(entry)));
  }

  @Test
  void pagesAtARevisionMakeAConsistentWhole() {
    for (int i = 0; i < 10; i++) {
      put("/p/" + i, "old");
    }
    long revision = store.revision();
    var keys = Keys.prefix("/p/");
    var first = store.range(keys, 0, 4);
    assertThat(keys(first)).containsExactly("/p/0", "/p/1", "/p/2", "/p/3");
    assertThat(first.revision()).isEqualTo(revision);
    assertThat(first.remaining()).isEqualTo(6);
    assertThat(first.more()).isTrue();

    delete("/p/5");
    put("/p/6", "new");
    put("/p/41", "new");
    for (int i = 0; i < 30; i++) {
      put("/p/7", "new " + i);
    }

    var second = store.range(keys.after("/p/3"), revision, 4);
    assertThat(keys(second)).containsExactly("/p/4", "/p/5", "/p/6", "/p/7");
    assertThat(second.entries()).allMatch(entry -> "old".equals(text(entry)));
    assertThat(second.remaining()).isEqualTo(2);
    var third = store.range(keys.after("/p/7"), revision, 4);
    assertThat(keys(third)).containsExactly("/p/8", "/p/9");
    assertThat(third.more()).isFalse();
    assertThat(store.count(keys, revision)).isEqualTo(10);
    assertThat(keys(store.range(keys, 0, 0)))
        .containsExactly(
            "/p/0", "/p/1", "/p/2", "/p/3", "/p/4", "/p/41", "/p/6", "/p/7", "/p/8", "/p/9");
    assertThat(text(store.get("/p/7"))).isEqualTo("new 29");
    assertThat(text(store.get("/p/7", revision))).isEqualTo("old");
  }

  @Test
  void compactionForgetsThePastAndKeepsThePresent() {
    put("/a", "1");
    put("/a", "2");
    put("/b", "1");
    delete("/b");
    put("/c", "1");
    long revision = store.revision();
    store.compact(revision);
    assertThat(store.compactedRevision()).isEqualTo(revision);
    put("/c", "2");
    assertThat(text(store.get("/a"))).isEqualTo("2");
    assertThat(text(store.get("/c", revision))).isEqualTo("1");
    assertThat(store.count(Keys.ALL, revision)).isEqualTo(2);
    assertThatThrownBy(() -> store.get("/a", revision - 1))
        .isInstanceOf(CompactedException.class)
        .hasMessage("revision 5 has been compacted, the oldest one kept is 6");
    assertThatThrownBy(() -> store.range(Keys.ALL, 2, 1)).isInstanceOf(CompactedException.class);
    assertThatThrownBy(() -> store.compact(revision)).isInstanceOf(CompactedException.class);
    assertThatThrownBy(() -> store.compact(100)).isInstanceOf(FutureRevisionException.class);
    assertThatThrownBy(() -> store.get("/a", 100)).isInstanceOf(FutureRevisionException.class);
    var listener = new Recorder();
    assertThatThrownBy(() -> store.watch(Keys.ALL, revision, listener))
        .isInstanceOf(CompactedException.class);
  }

  @Test
  void compactingAgainAndAgainKeepsOnlyWhatIsCurrent() {
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 50; i++) {
        put("/k/" + i % 10, round + "." + i);
        if (i % 7 == 0) {
          delete("/k/" + i % 10);
        }
      }
      var before = store.range(Keys.ALL, 0, 0);
      store.compact(store.revision() - 3);
      store.compact(store.revision());
      assertThat(store.range(Keys.ALL, 0, 0).entries()).isEqualTo(before.entries());
    }
  }

  @Test
  void aWatchDeliversEveryChangeOnceInOrder() throws Exception {
    put("/a/0", "before");
    var listener = new Recorder();
    try (var watch = store.watch(Keys.prefix("/a/"), 0, listener)) {
      put("/a/1", "1");
      put("/b/1", "1");
      put("/a/1", "2");
      store.commit(
          new Transaction(
              List.of(),
              List.of(new Put("/a/2", bytes("1"), 0), new Delete("/a/1"), new Delete("/b/1"))));
      delete("/a/0");
      put("/b/2", "1");
      assertThat(watch.await(store.revision(), LONG)).isTrue();
      assertThat(watch.revision()).isEqualTo(store.revision());
      assertThat(listener.told())
          .containsExactly(
              "3 put /a/1=1", "5 put /a/1=2", "6 delete /a/1", "6 put /a/2=1", "7 delete /a/0");
      var events = listener.events();
      assertThat(events.get(0).previous()).isNull();
      assertThat(text(events.get(1).previous())).isEqualTo("1");
      assertThat(text(events.get(2).previous())).isEqualTo("2");
      assertThat(text(events.get(4).previous())).isEqualTo("before");
    }
    assertThat(listener.awaitEnd()).isNull();
  }

  @Test
  void aWatchMayStartInThePastAndInTheFuture() throws Exception {
    for (int i = 0; i < 20; i++) {
      put("/a", "" + i);
    }
    store.compact(10);
    var past = new Recorder();
    var future = new Recorder();
    try (var fromPast = store.watch(Keys.ALL, 11, past);
        var fromFuture = store.watch(Keys.ALL, 23, future)) {
      put("/b", "22");
      put("/b", "23");
      assertThat(fromPast.await(23, LONG)).isTrue();
      assertThat(fromFuture.await(23, LONG)).isTrue();
    }
    assertThat(past.events()).extracting(Event::revision).hasSize(13).startsWith(11L, 12L);
    assertThat(text(past.events().getFirst().previous())).isEqualTo("8");
    assertThat(future.told()).containsExactly("23 put /b=23");
  }

  @Test
  void aSlowListenerDelaysNobodyAndMissesNothing() throws Exception {
    var release = new CountDownLatch(1);
    var slow = new Recorder();
    var quick = new Recorder();
    var big = "x".repeat(10_000);
    try (var slowWatch =
            store.watch(
                Keys.prefix("/a"),
                0,
                (revision, events) -> {
                  awaitQuietly(release);
                  slow.onEvents(revision, events);
                });
        var quickWatch = store.watch(Keys.prefix("/a"), 0, quick)) {
      for (int i = 0; i < 1500; i++) { // more than the recent commits kept in memory
        put(i % 2 == 0 ? "/a" : "/b", i + big);
      }
      assertThat(quickWatch.await(store.revision(), LONG)).isTrue();
      assertThat(slowWatch.revision()).isLessThan(store.revision());
      assertThat(slowWatch.await(store.revision(), Duration.ZERO)).isFalse();
      release.countDown();
      assertThat(slowWatch.await(store.revision(), LONG)).isTrue();
    }
    assertThat(quick.events()).hasSize(750);
    assertThat(slow.events()).isEqualTo(quick.events());
  }

  @Test
  protected void aListenerThatFallsBehindCompactionIsTold() throws Exception {
    var release = new CountDownLatch(1);
    var recorder = new Recorder();
    var listener =
        new WatchListener() {
          @Override
          public void onEvents(long revision, List<Event> events) {
            awaitQuietly(release);
            recorder.onEvents(revision, events);
          }

          @Override
          public void onEnd(@Nullable StoreException cause) {
            recorder.onEnd(cause);
          }
        };
    try (var watch = store.watch(Keys.ALL, 0, listener)) {
      for (int i = 0; i < 5000; i++) {
        store.commit(Transaction.put("/a", bytes("" + i)));
      }
      store.compact(store.revision());
      release.countDown();
      assertThat(recorder.awaitEnd()).isInstanceOf(CompactedException.class);
      assertThat(watch.await(store.revision(), LONG)).isFalse();
    }
  }

  @Test
  void aListenerThatFailsEndsOnlyItsOwnWatch() throws Exception {
    var failing = new Recorder();
    var sound = new Recorder();
    var listener =
        new WatchListener() {
          @Override
          public void onEvents(long revision, List<Event> events) {
            throw new IllegalStateException("on purpose");
          }

          @Override
          public void onEnd(@Nullable StoreException cause) {
            failing.onEnd(cause);
          }
        };
    try (var one = store.watch(Keys.ALL, 0, listener);
        var other = store.watch(Keys.ALL, 0, sound)) {
      put("/a", "1");
      assertThat(failing.awaitEnd()).hasRootCauseMessage("on purpose");
      assertThat(other.await(2, LONG)).isTrue();
      assertThat(one.await(2, LONG)).isFalse();
    }
  }

  @Test
  protected void anEndedLeaseTakesItsKeysAlong() throws Exception {
    var lease = store.grant(Duration.ofSeconds(60));
    store.commit(Transaction.create("/e/1", bytes("1"), lease.id()));
    store.commit(Transaction.create("/e/2", bytes("1"), lease.id()));
    store.commit(Transaction.create("/e/3", bytes("1"), lease.id()));
    put("/e/2", "no longer under the lease");
    put("/e/4", "never");
    var listener = new Recorder();
    try (var watch = store.watch(Keys.ALL, 0, listener)) {
      timer.advance(Duration.ofSeconds(59));
      assertThat(store.count(Keys.ALL, 0)).isEqualTo(4);
      timer.advance(Duration.ofSeconds(2));
      assertThat(keys(store.range(Keys.ALL, 0, 0))).containsExactly("/e/2", "/e/4");
      assertThat(watch.await(store.revision(), LONG)).isTrue();
      assertThat(listener.told()).containsExactly("7 delete /e/1", "7 delete /e/3");
    }
    assertThatThrownBy(() -> store.keepAlive(lease.id()))
        .isInstanceOf(LeaseNotFoundException.class);
    assertThatThrownBy(() -> store.commit(Transaction.create("/e/9", bytes("1"), lease.id())))
        .isInstanceOf(LeaseNotFoundException.class);
    assertThat(store.get("/e/9")).isNull();
  }

  @Test
  void aLeaseKeptAliveGoesOnAndARevokedOneEnds() {
    var lease = store.grant(Duration.ofSeconds(10));
    store.commit(Transaction.create("/e/1", bytes("1"), lease.id()));
    for (int i = 0; i < 5; i++) {
      timer.advance(Duration.ofSeconds(8));
      assertThat(store.keepAlive(lease.id()).expiry()).isEqualTo(timer.now().plusSeconds(10));
      assertThat(store.lease(lease.id()).timeToLive()).isEqualTo(Duration.ofSeconds(10));
    }
    assertThat(store.get("/e/1")).isNotNull();
    store.revoke(lease.id());
    assertThat(store.get("/e/1")).isNull();
    assertThatThrownBy(() -> store.revoke(lease.id())).isInstanceOf(LeaseNotFoundException.class);
    assertThat(store.grant(Duration.ofSeconds(10)).id()).isNotEqualTo(lease.id());
  }

  @Test
  void whatIsTooLargeIsRefused() {
    var value = new byte[Limits.DEFAULT.valueBytes() + 1];
    assertThatThrownBy(() -> store.commit(Transaction.put("/a", value)))
        .isInstanceOf(TooLargeException.class)
        .hasMessage("value of /a is too large: 3145729, limit is 3145728");
    assertThatThrownBy(() -> put("/" + "é".repeat(512), "1"))
        .isInstanceOf(TooLargeException.class)
        .hasMessage("key is too large: 1025, limit is 1024");
    var operations = new ArrayList<Transaction.Operation>();
    for (int i = 0; i <= Limits.DEFAULT.operations(); i++) {
      operations.add(new Delete("/" + i));
    }
    assertThatThrownBy(() -> store.commit(new Transaction(List.of(), operations)))
        .isInstanceOf(TooLargeException.class);
    for (var key : List.of("", "/a\0b", "/\ud83d")) {
      assertThatThrownBy(() -> put(key, "1")).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(store.revision()).isEqualTo(1);
    assertThat(put("/" + "a".repeat(1023), "1")).isEqualTo(2);
    store.commit(Transaction.put("/a", new byte[Limits.DEFAULT.valueBytes()]));
    assertThat(store.get("/a"))
        .extracting(entry -> entry.value().length)
        .isEqualTo(Limits.DEFAULT.valueBytes());
  }

  @Test
  void aClosedStoreRefusesAndEndsItsWatches() throws Exception {
    var listener = new Recorder();
    store.watch(Keys.ALL, 0, listener);
    put("/a", "1");
    store.close();
    store.close();
    assertThat(listener.awaitEnd()).isNull();
    assertThatThrownBy(() -> store.get("/a")).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> put("/a", "1")).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> store.watch(Keys.ALL, 0, listener))
        .isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> store.compact(2)).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> store.grant(LONG)).isInstanceOf(ClosedException.class);
  }

  @Test
  void theCompactorKeepsOneIntervalOfThePast() {
    try (var _ = Compactor.start(store, timer, Compactor.INTERVAL)) {
      put("/a", "1");
      timer.advance(Compactor.INTERVAL);
      put("/a", "2");
      put("/a", "3");
      assertThat(store.compactedRevision()).isEqualTo(1);
      timer.advance(Compactor.INTERVAL);
      assertThat(store.compactedRevision()).isEqualTo(2);
      assertThat(text(store.get("/a", 2))).isEqualTo("1");
      timer.advance(Compactor.INTERVAL.multipliedBy(5));
      assertThat(store.compactedRevision()).isEqualTo(4);
    }
    put("/a", "4");
    timer.advance(Compactor.INTERVAL.multipliedBy(5));
    assertThat(store.compactedRevision()).isEqualTo(4);
  }

  /// Writers race on few keys; the watch's story, applied to an empty map, must give each
  /// revision's state, every acknowledged commit must be in it, and no update may be lost.
  @Test
  void racingWritersLoseNothing() throws Exception {
    int writers = 8;
    int rounds = 150;
    var acknowledged = new ConcurrentHashMap<Long, String>();
    var listener = new Recorder();
    try (var watch = store.watch(Keys.ALL, 0, listener)) {
      var threads = new ArrayList<Thread>();
      for (int w = 0; w < writers; w++) {
        int writer = w;
        threads.add(Thread.ofVirtual().start(() -> race(new Random(writer), rounds, acknowledged)));
      }
      for (var thread : threads) {
        thread.join();
      }
      assertThat(watch.await(store.revision(), LONG)).isTrue();
    }

    var model = new TreeMap<String, Entry>();
    var seen = new TreeMap<Long, String>();
    var states = new TreeMap<Long, List<Entry>>();
    for (var event : listener.events()) {
      assertThat(event.previous()).isEqualTo(model.get(event.key()));
      switch (event) {
        case Event.Put(var entry, _) -> model.put(entry.key(), entry);
        case Event.Delete delete -> model.remove(delete.key());
      }
      seen.merge(event.revision(), Recorder.tell(event), (a, b) -> a + ", " + b);
      states.put(event.revision(), List.copyOf(model.values()));
    }
    assertThat(seen.keySet()).isEqualTo(new TreeSet<>(acknowledged.keySet()));
    assertThat(seen.firstKey()).isEqualTo(2);
    assertThat(seen.lastKey() - seen.firstKey() + 1).isEqualTo(seen.size());
    acknowledged.forEach((revision, told) -> assertThat(seen.get(revision)).isEqualTo(told));
    states.forEach(
        (revision, entries) ->
            assertThat(store.range(Keys.ALL, revision, 0).entries()).isEqualTo(entries));
    assertThat(store.get("/counter"))
        .isNotNull()
        .matches(counter -> String.valueOf(counter.version()).equals(text(counter)));
  }

  private void race(Random random, int rounds, ConcurrentHashMap<Long, String> acknowledged) {
    for (int i = 0; i < rounds; i++) {
      var key = "/k/" + random.nextInt(5);
      var other = "/l/" + random.nextInt(5);
      var value = "" + random.nextInt();
      switch (random.nextInt(3)) {
        case 0 -> {
          var current = store.get("/counter");
          var next =
              current == null ? "1" : "" + (Long.parseLong(String.valueOf(text(current))) + 1);
          long expected = current == null ? 0 : current.modRevision();
          if (store.commit(Transaction.update("/counter", expected, bytes(next)))
              instanceof Committed(long revision, _)) {
            acknowledged.put(revision, revision + " put /counter=" + next);
          }
        }
        case 1 -> {
          var operations =
              List.<Transaction.Operation>of(
                  new Put(other, bytes(value), 0), new Put(key, bytes(value), 0));
          long revision = store.commit(new Transaction(List.of(), operations)).revision();
          acknowledged.put(
              revision,
              "%d put %s=%s, %d put %s=%s".formatted(revision, key, value, revision, other, value));
        }
        default -> {
          var current = store.get(key);
          if (current != null
              && store.commit(Transaction.delete(key, current.modRevision()))
                  instanceof Committed(long revision, _)) {
            acknowledged.put(revision, revision + " delete " + key);
          }
        }
      }
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
