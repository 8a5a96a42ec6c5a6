package io.kubejar.store.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.store.Keys;
import io.kubejar.store.Limits;
import io.kubejar.store.ManualTimer;
import io.kubejar.store.Outcome.Committed;
import io.kubejar.store.Recorder;
import io.kubejar.store.Transaction;
import io.kubejar.store.UnavailableException;
import io.kubejar.store.memory.MemoryEngines;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepairTest {

  private final ManualTimer timer = new ManualTimer();
  private final Fault engine = new Fault(MemoryEngines.open());

  private static Transaction put(String key) {
    return Transaction.put(key, key.getBytes(UTF_8));
  }

  @Test
  void aFailedWriteIsNotAcknowledgedAndWritesResumeAfterRepair() throws Exception {
    try (var store = EngineStore.start(engine, timer, Limits.DEFAULT)) {
      store.commit(put("/a"));
      engine.broken = true;
      assertThatThrownBy(() -> store.commit(put("/b"))).isInstanceOf(UnavailableException.class);
      assertThat(store.failure()).isPresent();
      assertThat(store.get("/a")).isNotNull();
      assertThat(store.get("/b")).isNull();
      timer.advance(Duration.ofSeconds(10));
      assertThat(engine.repairs.get()).isBetween(3, 6);
      assertThatThrownBy(() -> store.commit(put("/c")))
          .isInstanceOf(UnavailableException.class)
          .hasMessage("disk full");
      assertThat(engine.writes.get()).isEqualTo(2);

      engine.broken = false;
      timer.advance(Duration.ofSeconds(5));
      assertThat(store.failure()).isEmpty();
      assertThat(store.commit(put("/d"))).isInstanceOf(Committed.class);
      assertThat(store.revision()).isEqualTo(3);
    }
  }

  @Test
  void aWriteThatReachedTheDiskAfterAllIsShownAfterRepair() throws Exception {
    var listener = new Recorder();
    try (var store = EngineStore.start(engine, timer, Limits.DEFAULT);
        var watch = store.watch(Keys.ALL, 0, listener)) {
      store.commit(put("/a"));
      engine.broken = true;
      engine.writesAnyway = true;
      assertThatThrownBy(() -> store.commit(put("/b"))).isInstanceOf(UnavailableException.class);
      assertThat(store.get("/b")).isNull();
      engine.broken = false;
      timer.advance(Duration.ofSeconds(5));
      assertThat(store.revision()).isEqualTo(3);
      assertThat(store.get("/b")).isNotNull();
      store.commit(put("/c"));
      assertThat(watch.await(4, Recorder.LONG)).isTrue();
      assertThat(listener.told()).containsExactly("2 put /a=/a", "3 put /b=/b", "4 put /c=/c");
    }
  }

  @Test
  void whileAWriteHangsNewOnesAreRefusedAndReadsGoOn() throws Exception {
    var hangs = new CountDownLatch(1);
    var goesOn = new CountDownLatch(1);
    Steps disk =
        step -> {
          if (step == Step.BATCH_DECIDED && engine.writes.get() == 1) {
            hangs.countDown();
            awaitQuietly(goesOn);
          }
        };
    try (var store = EngineStore.start(engine, timer, Limits.DEFAULT, disk)) {
      store.commit(put("/a"));
      var hanging = CompletableFuture.supplyAsync(() -> store.commit(put("/b")));
      hangs.await();
      assertThat(store.failure()).isEmpty();
      timer.advance(Duration.ofSeconds(11));
      assertThat(store.failure().orElseThrow())
          .hasMessage("a write to the store has not ended for 11 s");
      assertThatThrownBy(() -> store.commit(put("/c"))).isInstanceOf(UnavailableException.class);
      assertThat(store.get("/a")).isNotNull();
      goesOn.countDown();
      assertThat(hanging.get()).isInstanceOf(Committed.class);
      assertThat(store.failure()).isEmpty();
      assertThat(store.commit(put("/c"))).isInstanceOf(Committed.class);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// An engine that fails when told to.
  private static final class Fault implements Engine {
    private final Engine engine;
    private volatile boolean broken;
    private volatile boolean writesAnyway;
    private volatile long revision = 1;
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger repairs = new AtomicInteger();

    Fault(Engine engine) {
      this.engine = engine;
    }

    @Override
    public State state() {
      var state = engine.state();
      return new State(revision, state.compacted(), state.leases());
    }

    @Override
    public View view() {
      return engine.view();
    }

    @Override
    public void write(Batch batch) {
      writes.incrementAndGet();
      if (!broken || writesAnyway) {
        engine.write(batch);
        revision = batch.commits().getLast().revision();
      }
      if (broken) {
        throw new UnavailableException("disk full", null);
      }
    }

    @Override
    public void markCompacted(long revision) {
      engine.markCompacted(revision);
    }

    @Override
    public void sweep() {
      engine.sweep();
    }

    @Override
    public void repair() {
      repairs.incrementAndGet();
      if (broken) {
        throw new UnavailableException("disk full", null);
      }
    }

    @Override
    public long size() {
      return engine.size();
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}
