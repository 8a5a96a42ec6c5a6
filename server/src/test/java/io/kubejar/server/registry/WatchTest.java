package io.kubejar.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.ListOptions;
import io.kubejar.server.storage.StorageMedia;
import io.kubejar.store.Store;
import io.kubejar.store.Transaction;
import io.kubejar.store.memory.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTest {
  private final Store store = MemoryStore.open();
  private final Registries registries =
      new Registries(store, StorageMedia.JSON, Clock.systemUTC(), _ -> List.of(), _ -> List.of());
  private final Registry<ConfigMap> maps = registries.of(ConfigMapKind.CONFIG_MAP);

  @AfterEach
  void close() {
    registries.close();
    store.close();
  }

  /// Keeps what it is told, up to a number of events.
  private static final class Recorder implements WatchSink<ConfigMap> {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final List<CachedObject<ConfigMap>> objects = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final int most;

    Recorder(int most) {
      this.most = most;
    }

    @Override
    public boolean event(CacheEvent<ConfigMap> event, CacheEvent.Seen<ConfigMap> seen) {
      if (events.size() == most) {
        return false;
      }
      objects.add(seen.object());
      events.add(seen.type() + " " + seen.object().object().metadata().name());
      return true;
    }

    @Override
    public void ended() {
      ended.countDown();
    }

    String next() throws InterruptedException {
      return String.valueOf(events.poll(5, TimeUnit.SECONDS));
    }
  }

  private CachedObject<ConfigMap> create(String name, Map<String, String> labels) {
    var given = ConfigMap.builder().metadata(m -> m.name(name).labels(labels)).build();
    return maps.create("default", given, WriteContext.system());
  }

  private static ListQuery from(String version) {
    return ListQuery.of(ListOptions.builder().resourceVersion(version).build(), true);
  }

  @Test
  void beginsWithWhatIsThere() throws Exception {
    create("a", Map.of());
    var recorder = new Recorder(100);
    var subscription = maps.watch(Selection.all("default"), from(""), recorder);
    assertThat(subscription.initial()).hasSize(1);
    create("b", Map.of());
    subscription.live();
    assertThat(recorder.next()).isEqualTo("ADDED b");
    subscription.close();
    assertThat(recorder.ended.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(maps.watches()).isZero();
  }

  @Test
  void readsManyObjectsInPages() throws Exception {
    int count = 20_003;
    var puts = new ArrayList<Transaction.Operation>();
    for (int i = 0; i < count; i++) {
      String name = "m-%05d".formatted(i);
      String text =
          "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"%s\",\"namespace\":\"default\"}}"
              .formatted(name);
      puts.add(
          new Transaction.Put(
              "/registry/configmaps/default/" + name, text.getBytes(StandardCharsets.UTF_8), 0));
      if (puts.size() == 100 || i == count - 1) {
        store.commit(new Transaction(List.of(), List.copyOf(puts)));
        puts.clear();
      }
    }
    assertThat(maps.count()).isEqualTo(count);
    assertThat(maps.cached("default", "m-20002")).isNotNull();
    var recorder = new Recorder(100);
    var subscription =
        maps.watch(Selection.all("default"), from(Long.toString(store.revision())), recorder);
    subscription.live();
    create("z", Map.of());
    assertThat(recorder.next()).isEqualTo("ADDED z");
  }

  @Test
  void tellsWhatHappenedSinceARevision() throws Exception {
    var first = create("a", Map.of());
    assertThat(maps.count()).isOne();
    var second = create("b", Map.of());
    maps.delete("default", "b", DeleteOptions.builder().build(), WriteContext.system());
    var recorder = new Recorder(100);
    var subscription =
        maps.watch(
            Selection.all("default"), from(first.object().metadata().resourceVersion()), recorder);
    subscription.live();
    assertThat(recorder.next()).isEqualTo("ADDED b");
    assertThat(recorder.next()).isEqualTo("DELETED b");
    assertThat(recorder.objects.getFirst()).isSameAs(second);
    assertThat(recorder.objects.getLast().object().metadata().resourceVersion())
        .isEqualTo(Long.toString(store.revision()));
  }

  @Test
  void selectionIsEnteredAndLeft() throws Exception {
    create("a", Map.of("in", "no"));
    var recorder = new Recorder(100);
    Selection<ConfigMap> selection =
        Selection.parse(ConfigMapKind.CONFIG_MAP, "default", "in=yes", "");
    var subscription = maps.watch(selection, from(""), recorder);
    assertThat(subscription.initial()).isEmpty();
    subscription.live();
    label("yes");
    label("no");
    assertThat(recorder.next()).isEqualTo("ADDED a");
    assertThat(recorder.next()).isEqualTo("DELETED a");
    var last = recorder.objects.getLast().object().metadata();
    assertThat(last.labels()).containsEntry("in", "yes");
    assertThat(last.resourceVersion()).isEqualTo(Long.toString(store.revision()));
  }

  private void label(String value) {
    maps.change(
        "default",
        "a",
        old -> old.with(b -> b.metadata(m -> m.labels(Map.of("in", value)))),
        WriteContext.system());
  }

  @Test
  void statesThatAreGoneKeepTheirFormsOnlyWhileTheyAreAmongTheRecentChanges() throws Exception {
    create("a", Map.of());
    var recorder = new Recorder(100);
    var subscription = maps.watch(Selection.all("default"), from(""), recorder);
    subscription.live();
    maps.delete("default", "a", DeleteOptions.builder().build(), WriteContext.system());
    assertThat(recorder.next()).isEqualTo("DELETED a");
    subscription.close();
    var gone = recorder.objects.getLast();
    assertThat(gone.tail()).isSameAs(gone.tail());

    for (int i = 0; i < 2_100; i++) {
      create("b" + i, Map.of());
    }
    assertThat(maps.list(Selection.all("default"), from("")).objects()).hasSize(2_100);

    assertThat(gone.tail()).isEqualTo(gone.tail()).isNotSameAs(gone.tail());
  }

  @Test
  void slowWatcherIsDropped() throws Exception {
    create("a", Map.of());
    var slow = new Recorder(1);
    var quick = new Recorder(100);
    maps.watch(Selection.all(""), from(""), slow).live();
    maps.watch(Selection.all(""), from(""), quick).live();
    create("b", Map.of());
    create("c", Map.of());
    assertThat(slow.ended.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(quick.next()).isEqualTo("ADDED b");
    assertThat(quick.next()).isEqualTo("ADDED c");
  }

  @Test
  void goesOnAfterARestart() throws Exception {
    var first = create("a", Map.of());
    create("b", Map.of());
    registries.close();
    try (var later = restarted()) {
      var recorder = new Recorder(100);
      later
          .of(ConfigMapKind.CONFIG_MAP)
          .watch(Selection.all(""), from(Long.toString(first.revision())), recorder)
          .live();
      assertThat(recorder.next()).isEqualTo("ADDED b");
    }
  }

  @Test
  void forgottenRevisionIsExpired() {
    var first = create("a", Map.of());
    create("b", Map.of());
    create("c", Map.of());
    registries.close();
    store.compact(store.revision());
    try (var later = restarted()) {
      var registry = later.of(ConfigMapKind.CONFIG_MAP);
      assertThatThrownBy(
              () ->
                  registry.watch(
                      Selection.all(""), from(Long.toString(first.revision())), new Recorder(1)))
          .hasMessageStartingWith("too old resource version: " + first.revision() + " (");
    }
  }

  private Registries restarted() {
    return new Registries(
        store, StorageMedia.JSON, Clock.systemUTC(), _ -> List.of(), _ -> List.of());
  }

  @Test
  void bookmarkTellsTheNewestRevision() {
    create("a", Map.of());
    var subscription = maps.watch(Selection.all(""), from(""), new Recorder(1));
    subscription.live();
    registries
        .of(io.kubejar.api.core.v1.SecretKind.SECRET)
        .create(
            "default",
            io.kubejar.api.core.v1.Secret.builder().metadata(m -> m.name("s")).build(),
            WriteContext.system());
    maps.get("default", "a");
    var told = new long[1];
    maps.list(Selection.all(""), ListQuery.of(ListOptions.builder().build(), false));
    subscription.bookmark(revision -> told[0] = revision);
    assertThat(told[0]).isEqualTo(store.revision());
  }
}
