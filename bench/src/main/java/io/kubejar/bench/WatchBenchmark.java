package io.kubejar.bench;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.meta.v1.ListOptions;
import io.kubejar.server.registry.CacheEvent;
import io.kubejar.server.registry.ListQuery;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.Registry;
import io.kubejar.server.registry.Selection;
import io.kubejar.server.registry.Subscription;
import io.kubejar.server.registry.WatchSink;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.server.storage.StorageMedia;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/// How long it takes from the change of a config map of 1 KiB until all its watchers have the bytes
/// of the event, without connections: what grows with the number of watchers is the cost of one
/// more.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WatchBenchmark {
  private static final String NAME = "told";
  private static final Object FORM = "json";

  @Param({"1", "100", "1000", "10000"})
  private int watchers;

  private final Store store = MemoryStore.open();
  private final Registries registries =
      new Registries(store, StorageMedia.JSON, Clock.systemUTC(), _ -> List.of(), _ -> List.of());
  private final Registry<ConfigMap> maps = registries.of(ConfigMapKind.CONFIG_MAP);
  private final List<Subscription<ConfigMap>> subscriptions = new ArrayList<>();
  private final Semaphore told = new Semaphore(0);
  private int number;

  /// Takes the bytes as a connection does, and says so.
  private final class Receiver implements WatchSink<ConfigMap> {
    private long received;

    @Override
    public boolean event(CacheEvent<ConfigMap> event, CacheEvent.Seen<ConfigMap> seen) {
      received += event.bytes(seen.type(), FORM, () -> seen.object().tail()).length;
      told.release();
      return received > 0;
    }

    @Override
    public void ended() {}
  }

  @Setup
  public void watch() {
    var map =
        ConfigMap.builder()
            .metadata(m -> m.name(NAME))
            .data(Map.of("pad", "x".repeat(1024)))
            .build();
    maps.create("shop", map, WriteContext.system());
    var fromNow = ListQuery.of(ListOptions.builder().build(), true);
    for (int i = 0; i < watchers; i++) {
      var subscription = maps.watch(Selection.all("shop"), fromNow, new Receiver());
      subscription.live();
      subscriptions.add(subscription);
    }
  }

  @TearDown
  public void close() {
    subscriptions.forEach(Subscription::close);
    registries.close();
    store.close();
  }

  /// A changed annotation, told to all.
  @Benchmark
  public void change() throws InterruptedException {
    var annotations = Map.of("n", Integer.toString(number++));
    var unused =
        maps.change(
            "shop",
            NAME,
            map ->
                map.toBuilder()
                    .metadata(map.metadata().toBuilder().annotations(annotations).build())
                    .build(),
            WriteContext.system());
    told.acquire(watchers);
  }
}
