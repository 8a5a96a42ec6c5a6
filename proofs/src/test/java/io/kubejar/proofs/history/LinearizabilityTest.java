package io.kubejar.proofs.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.proofs.history.ObjectModel.Absent;
import io.kubejar.proofs.history.ObjectModel.Create;
import io.kubejar.proofs.history.ObjectModel.Delete;
import io.kubejar.proofs.history.ObjectModel.Done;
import io.kubejar.proofs.history.ObjectModel.Get;
import io.kubejar.proofs.history.ObjectModel.Input;
import io.kubejar.proofs.history.ObjectModel.Output;
import io.kubejar.proofs.history.ObjectModel.Patch;
import io.kubejar.proofs.history.ObjectModel.Refused;
import io.kubejar.proofs.history.ObjectModel.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The checker itself: histories known to be good and bad.
class LinearizabilityTest {

  private final List<Operation<Input, Output>> history = new ArrayList<>();

  private LinearizabilityTest did(Input input, @Nullable Output output, long start, long end) {
    history.add(new Operation<>(history.size(), input, output, start, end));
    return this;
  }

  private static Done done(String value, long version) {
    return new Done(value, version);
  }

  private boolean holds() {
    return Linearizability.holds(history, new ObjectModel());
  }

  @Test
  void oneAfterTheOther() {
    did(new Create("x", "a"), done("a", 1), 0, 1)
        .did(new Get("x"), done("a", 1), 2, 3)
        .did(new Update("x", "a", "b"), done("b", 2), 4, 5)
        .did(new Update("x", "a", "c"), new Refused(), 6, 7)
        .did(new Delete("x", null), done("", 0), 8, 9)
        .did(new Get("x"), new Absent(), 10, 11);
    assertThat(holds()).isTrue();
  }

  @Test
  void aStaleReadIsFound() {
    did(new Create("x", "a"), done("a", 1), 0, 1)
        .did(new Patch("x", "b"), done("b", 2), 2, 3)
        .did(new Get("x"), done("a", 1), 4, 5);
    assertThat(holds()).isFalse();
  }

  @Test
  void whatOverlapsMayBeSeenOrNot() {
    did(new Create("x", "a"), done("a", 1), 0, 1)
        .did(new Patch("x", "b"), done("b", 2), 2, 9)
        .did(new Get("x"), done("a", 1), 3, 4)
        .did(new Get("x"), done("b", 2), 5, 6);
    assertThat(holds()).isTrue();
    did(new Get("x"), done("a", 1), 7, 8);
    assertThat(holds()).isFalse();
  }

  @Test
  void aLostUpdateIsFound() {
    did(new Create("x", "a"), done("a", 1), 0, 1)
        .did(new Update("x", "a", "b"), done("b", 2), 2, 5)
        .did(new Update("x", "a", "c"), done("c", 3), 3, 6);
    assertThat(holds()).isFalse();
  }

  @Test
  void twoCreationsAtOnceAreFound() {
    did(new Create("x", "a"), done("a", 1), 0, 5).did(new Create("x", "b"), done("b", 2), 1, 6);
    assertThat(holds()).isFalse();
    did(new Delete("x", null), done("", 0), 2, 7);
    assertThat(holds()).isTrue();
  }

  @Test
  void whatIsNotKnownMayTakeEffectLateOrNever() {
    did(new Create("x", "a"), done("a", 1), 0, 1).did(new Patch("x", "b"), null, 2, 3);
    did(new Get("x"), done("a", 1), 4, 5);
    assertThat(holds()).as("never").isTrue();
    did(new Get("x"), done("b", 2), 6, 7);
    assertThat(holds()).as("late").isTrue();
    did(new Get("x"), done("a", 1), 8, 9);
    assertThat(holds()).as("and undone").isFalse();
  }

  @Test
  void versionsGrow() {
    did(new Create("x", "a"), done("a", 5), 0, 1)
        .did(new Delete("x", "a"), done("", 0), 2, 3)
        .did(new Create("x", "b"), done("b", 4), 4, 5);
    assertThat(holds()).isFalse();
  }

  @Test
  void theFlawedPartIsNamed() {
    did(new Create("x", "a"), done("a", 1), 0, 1)
        .did(new Create("y", "b"), done("b", 2), 2, 3)
        .did(new Get("y"), new Absent(), 4, 5);
    assertThat(Linearizability.flaw(history, Input::name, new ObjectModel())).contains("y");
  }

  /// A history made from an order that exists has one, and loses it when an answer is replaced by
  /// one that was true of no moment of the operation.
  @Test
  void findsTheOrderOfWhatHadOne() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      history.clear();
      String value = null;
      long version = 0;
      var reads = new ArrayList<Integer>();
      for (int i = 0; i < 60; i++) {
        long at = i * 10L;
        long start = at - random.nextInt(40);
        long end = at + random.nextInt(40);
        boolean known = random.nextInt(10) > 0;
        var fresh = "v" + i;
        if (value == null) {
          value = fresh;
          did(new Create("x", fresh), known ? done(fresh, ++version) : null, start, end);
          version = known ? version : version + 1;
        } else if (random.nextInt(3) == 0) {
          reads.add(history.size());
          did(new Get("x"), done(value, version), start, end);
        } else if (random.nextInt(6) == 0) {
          did(new Delete("x", value), known ? done("", 0) : null, start, end);
          value = null;
        } else if (random.nextInt(3) == 0) {
          did(new Update("x", "old", fresh), new Refused(), start, end);
        } else {
          did(new Patch("x", fresh), known ? done(fresh, version + 1) : null, start, end);
          value = fresh;
          version++;
        }
      }
      assertThat(holds()).as("seed " + seed).isTrue();
      if (!reads.isEmpty()) {
        int spoiled = reads.get(random.nextInt(reads.size()));
        history.set(
            spoiled,
            new Operation<>(
                spoiled,
                new Get("x"),
                done("never written", 1_000),
                history.get(spoiled).start(),
                history.get(spoiled).end()));
        assertThat(holds()).as("spoiled, seed " + seed).isFalse();
      }
    }
  }

  /// Every verdict on small histories is that of trying all orders.
  @Test
  void agreesWithTryingAllOrders() {
    int good = 0;
    for (int seed = 0; seed < 3000; seed++) {
      var random = new Random(seed);
      history.clear();
      for (int i = 0; i < 5; i++) {
        int start = random.nextInt(12);
        var fresh = "v" + random.nextInt(3);
        int version = 1 + random.nextInt(3);
        switch (random.nextInt(4)) {
          case 0 -> did(new Create("x", fresh), done(fresh, version), start, start + 4);
          case 1 -> did(new Get("x"), done(fresh, version), start, start + 4);
          case 2 -> did(new Patch("x", fresh), null, start, start + 4);
          default -> did(new Delete("x", null), done("", 0), start, start + 4);
        }
      }
      boolean expected = anyOrder(new ArrayList<>(history), new ObjectModel().initial());
      assertThat(holds()).as("seed " + seed + ": " + history).isEqualTo(expected);
      good += expected ? 1 : 0;
    }
    assertThat(good).isBetween(50, 2950);
  }

  private static boolean anyOrder(List<Operation<Input, Output>> left, ObjectModel.State state) {
    if (left.isEmpty()) {
      return true;
    }
    for (var operation : left) {
      if (left.stream().anyMatch(other -> other.end() < operation.start())) {
        continue;
      }
      var after = new ObjectModel().step(state, operation.input(), operation.output());
      if (after != null) {
        var rest = new ArrayList<>(left);
        rest.remove(operation);
        if (anyOrder(rest, after)) {
          return true;
        }
      }
    }
    return false;
  }
}
