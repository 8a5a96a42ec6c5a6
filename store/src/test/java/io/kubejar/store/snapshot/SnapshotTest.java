package io.kubejar.store.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.store.CompactedException;
import io.kubejar.store.Keys;
import io.kubejar.store.Limits;
import io.kubejar.store.ManualTimer;
import io.kubejar.store.Store;
import io.kubejar.store.Transaction;
import io.kubejar.store.embedded.EmbeddedStore;
import io.kubejar.store.memory.MemoryStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
  @TempDir Path directory;

  private final Store store = MemoryStore.open(new ManualTimer(), Limits.DEFAULT);

  @BeforeEach
  void fill() {
    for (int i = 0; i < 1200; i++) {
      store.commit(Transaction.put("/a/%04d".formatted(i), ("value " + i).getBytes(UTF_8)));
    }
    store.commit(Transaction.put("/a/0007", "again".getBytes(UTF_8)));
    store.commit(new Transaction(List.of(), List.of(new Transaction.Delete("/a/0008"))));
    var lease = store.grant(Duration.ofMinutes(10));
    store.commit(Transaction.create("/e/1", "event".getBytes(UTF_8), lease.id()));
    store.commit(Transaction.create("/e/2", "event".getBytes(UTF_8), lease.id()));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private byte[] snapshot() throws IOException {
    var out = new ByteArrayOutputStream();
    assertThat(SnapshotWriter.write(store, out).entries()).isEqualTo(1201);
    return out.toByteArray();
  }

  private static SnapshotReader reader(byte[] snapshot) throws IOException {
    return SnapshotReader.open(new ByteArrayInputStream(snapshot));
  }

  @Test
  void aRestoredStoreHasTheSameEntriesAndGoesOnAtALaterRevision() throws Exception {
    var summary = EmbeddedStore.restore(reader(snapshot()), directory.resolve("store"));
    assertThat(summary.revision()).isEqualTo(store.revision());
    var timer = new ManualTimer();
    try (Store restored = EmbeddedStore.open(directory.resolve("store"), timer, Limits.DEFAULT)) {
      // Whoever has seen later revisions than the snapshot's finds them gone, not others in their
      // place.
      long begin = store.revision() + 1_000_000;
      assertThat(restored.revision()).isEqualTo(begin);
      assertThatThrownBy(() -> restored.get("/a/0001", store.revision() + 1))
          .isInstanceOf(CompactedException.class);
      assertThat(restored.range(Keys.ALL, Store.CURRENT, 0).entries())
          .isEqualTo(store.range(Keys.ALL, Store.CURRENT, 0).entries());
      assertThatThrownBy(() -> restored.get("/a/0001", 5)).isInstanceOf(CompactedException.class);
      long next = restored.commit(Transaction.put("/b", new byte[1])).revision();
      assertThat(next).isEqualTo(begin + 1);
      restored.compact(next);
      assertThat(restored.count(Keys.ALL, Store.CURRENT)).isEqualTo(1202);
      timer.advance(Duration.ofMinutes(11));
      assertThat(restored.count(Keys.prefix("/e/"), Store.CURRENT)).isZero();
    }
    assertThat(directory)
        .isDirectoryContaining("glob:**store")
        .isDirectoryNotContaining("glob:**restoring");
  }

  @Test
  void aStoreOfAnotherEngineTakesTheEntriesUnderItsOwnRevisions() throws Exception {
    try (Store other = MemoryStore.open(new ManualTimer(), Limits.DEFAULT)) {
      var summary = SnapshotLoader.load(reader(snapshot()), other);
      assertThat(summary.entries()).isEqualTo(1201);
      var entries = other.range(Keys.ALL, Store.CURRENT, 0).entries();
      var originals = store.range(Keys.ALL, Store.CURRENT, 0).entries();
      assertThat(entries).hasSameSizeAs(originals);
      for (int i = 0; i < entries.size(); i++) {
        assertThat(entries.get(i).key()).isEqualTo(originals.get(i).key());
        assertThat(entries.get(i).value()).isEqualTo(originals.get(i).value());
      }
      assertThat(other.lease(other.get("/e/1").lease()).timeToLive())
          .isEqualTo(Duration.ofMinutes(10));
    }
  }

  @Test
  void damageIsFoundAndLeavesNothingBehind() throws Exception {
    byte[] whole = snapshot();
    for (int at :
        new int[] {3, 20, 40, 1000, whole.length / 2, whole.length - 40, whole.length - 1}) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      assertThatThrownBy(() -> EmbeddedStore.restore(reader(damaged), directory.resolve("store")))
          .isInstanceOf(SnapshotException.class);
    }
    for (int length : new int[] {0, 10, 20, 500, whole.length / 2, whole.length - 1}) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> EmbeddedStore.restore(reader(cut), directory.resolve("store")))
          .isInstanceOf(SnapshotException.class);
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aStoreThatIsThereIsNotReplaced() throws Exception {
    Files.createDirectory(directory.resolve("store"));
    Files.writeString(directory.resolve("store/FORMAT"), "1");
    byte[] snapshot = snapshot();
    assertThatThrownBy(() -> EmbeddedStore.restore(reader(snapshot), directory.resolve("store")))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void anEntryWhoseLeaseEndsMeanwhileIsLeftOut() throws Exception {
    long revision = store.revision();
    store.revoke(store.get("/e/1").lease());
    assertThat(store.get("/e/1", revision)).isNotNull();
    var out = new ByteArrayOutputStream();
    assertThat(SnapshotWriter.write(store, out).entries()).isEqualTo(1199);
  }
}
