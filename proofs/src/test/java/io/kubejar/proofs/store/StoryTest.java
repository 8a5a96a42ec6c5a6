package io.kubejar.proofs.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.store.Store;
import io.kubejar.store.Transaction;
import io.kubejar.store.Transaction.Delete;
import io.kubejar.store.Transaction.Put;
import io.kubejar.store.memory.MemoryStore;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The judge of crashes itself: every sort of broken promise is found.
class StoryTest {

  private final Store store = MemoryStore.open();
  private final Story story = new Story();

  @BeforeEach
  void write() {
    put("a"); // 2
    put("b"); // 3
    story.hear("O 1 0");
    story.hear("A 2 1 a");
    story.hear("W 2 /left/1=a /right/1=a");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void put(String id) {
    var value = Value.of(id, 100);
    store.commit(
        new Transaction(
            List.of(), List.of(new Put("/left/1", value, 0), new Put("/right/1", value, 0))));
  }

  private void broken() {
    assertThatThrownBy(() -> story.check(store)).isInstanceOf(AssertionError.class);
  }

  @Test
  void whatIsKeptIsNotBroken() {
    story.hear("A 3 1 b");
    assertThatCode(() -> story.check(store)).doesNotThrowAnyException();
    store.commit(
        new Transaction(List.of(), List.of(new Delete("/left/1"), new Delete("/right/1"))));
    story.hear("A 4 1 -");
    store.compact(3);
    story.hear("c 3");
    assertThatCode(() -> story.check(store)).doesNotThrowAnyException();
  }

  @Test
  void aLostChange() {
    story.hear("A 4 1 c");
    broken();
  }

  @Test
  void anotherValueAtTheSameRevision() {
    story.hear("A 3 1 c");
    broken();
  }

  @Test
  void aChangeThatTheWatchWasToldOf() {
    assertThatThrownBy(() -> story.hear("W 2 /left/1=c /right/1=c"))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> story.hear("W 4 /left/1=c /right/1=c"))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void halfATransaction() {
    store.commit(Transaction.put("/left/1", Value.of("c", 100)));
    broken();
  }

  @Test
  void aSpoiledValue() {
    var value = Value.of("c", 100);
    value[50]++;
    store.commit(
        new Transaction(
            List.of(), List.of(new Put("/left/1", value, 0), new Put("/right/1", value, 0))));
    broken();
  }

  @Test
  void aCompactionThatNobodyAskedFor() {
    store.compact(2);
    broken();
  }

  @Test
  void aForgottenCompaction() {
    story.hear("c 2");
    story.hear("C 2");
    broken();
  }
}
