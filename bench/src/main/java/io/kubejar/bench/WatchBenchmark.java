package io.kubejar.bench;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
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

/// How long it takes from the write of a pod until all its watchers have the bytes of the event,
/// without connections: what grows with the number of watchers is the cost of one more.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WatchBenchmark {
  private static final Object FORM = "json";

  @Param({"1", "100", "1000", "10000"})
  private int watchers;

  private final Store store = MemoryStore.open();
  private final Registries registries =
      new Registries(store, StorageMedia.JSON, Clock.systemUTC(), _ -> List.of(), _ -> List.of());
  private final Registry<Pod> pods = registries.of(PodKind.POD);
  private final List<Subscription<Pod>> subscriptions = new ArrayList<>();
  private final Semaphore told = new Semaphore(0);
  private int number;

  /// Takes the bytes as a connection does, and says so.
  private final class Receiver implements WatchSink<Pod> {
    private long received;

    @Override
    public boolean event(CacheEvent<Pod> event, CacheEvent.Seen<Pod> seen) {
      received += event.bytes(seen.type(), FORM, () -> seen.object().tail()).length;
      told.release();
      return received > 0;
    }

    @Override
    public void ended() {}
  }

  @Setup
  public void watch() {
    Pod pod = Pods.small(1);
    var fresh = pod.metadata().toBuilder().resourceVersion("").build();
    pods.create("shop", pod.toBuilder().metadata(fresh).build(), WriteContext.system());
    var fromNow = ListQuery.of(ListOptions.builder().build(), true);
    for (int i = 0; i < watchers; i++) {
      var subscription = pods.watch(Selection.all("shop"), fromNow, new Receiver());
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

  /// A changed label, told to all.
  @Benchmark
  public void change() throws InterruptedException {
    String name = Pods.small(1).metadata().name();
    String value = Integer.toString(number++);
    var unused =
        pods.change(
            "shop",
            name,
            pod ->
                pod.toBuilder()
                    .metadata(pod.metadata().toBuilder().annotations(Map.of("n", value)).build())
                    .build(),
            WriteContext.system());
    told.acquire(watchers);
  }
}
