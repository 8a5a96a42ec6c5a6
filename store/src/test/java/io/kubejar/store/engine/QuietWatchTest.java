package io.kubejar.store.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.store.Entry;
import io.kubejar.store.Keys;
import io.kubejar.store.Limits;
import io.kubejar.store.ManualTimer;
import io.kubejar.store.Range;
import io.kubejar.store.Recorder;
import io.kubejar.store.Transaction;
import io.kubejar.store.memory.MemoryEngines;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuietWatchTest {
  private final PastCounted engine = new PastCounted(MemoryEngines.open());

  @Test
  void aWatchThatHadNothingForLongDoesNotReadThePast() throws Exception {
    var listener = new Recorder();
    try (var store = EngineStore.start(engine, new ManualTimer(), Limits.DEFAULT);
        var watch = store.watch(Keys.prefix("/quiet/"), 0, listener)) {
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 5_000; i++) {
          store.commit(Transaction.put("/busy", new byte[200]));
        }
        store.commit(Transaction.put("/quiet/" + round, "x".getBytes(UTF_8)));
        assertThat(watch.await(store.revision(), Recorder.LONG)).isTrue();
      }
      assertThat(listener.told())
          .containsExactly("5002 put /quiet/0=x", "10003 put /quiet/1=x", "15004 put /quiet/2=x");
    }
    assertThat(engine.reads.get()).isZero();
  }

  /// An engine that counts who reads its past.
  private static final class PastCounted implements Engine {
    private final Engine engine;
    private final AtomicInteger reads = new AtomicInteger();

    PastCounted(Engine engine) {
      this.engine = engine;
    }

    @Override
    public State state() {
      return engine.state();
    }

    @Override
    public View view() {
      View view = engine.view();
      return new View() {
        @Override
        public @Nullable Entry get(String key, long revision) {
          return view.get(key, revision);
        }

        @Override
        public Range range(Keys keys, long revision, int limit) {
          return view.range(keys, revision, limit);
        }

        @Override
        public List<Entry> page(Keys keys, long revision, int limit) {
          return view.page(keys, revision, limit);
        }

        @Override
        public long count(Keys keys, long revision) {
          return view.count(keys, revision);
        }

        @Override
        public History history(Keys keys, long from, long to, long bytes) {
          reads.incrementAndGet();
          return view.history(keys, from, to, bytes);
        }

        @Override
        public void close() {
          view.close();
        }
      };
    }

    @Override
    public void write(Batch batch) {
      engine.write(batch);
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
      engine.repair();
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
