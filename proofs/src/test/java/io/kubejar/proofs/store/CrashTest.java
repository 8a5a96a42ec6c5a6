package io.kubejar.proofs.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.proofs.Child;
import io.kubejar.proofs.Form;
import io.kubejar.store.engine.Step;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that writes, compacts and watches is killed: what it promised is there, and nothing is
/// half there.
class CrashTest {

  private static final int SMALL = 3_000;
  private static final int LARGE = 60_000;

  @TempDir Path parent;
  private final Random random = new Random(42);
  private Story story = new Story();
  private int round;

  @Test
  void atRandomMoments() throws Exception {
    int rounds = Form.current().rounds(6, 100);
    for (int i = 0; i < rounds; i++) {
      int lines = 1 + random.nextInt(i % 3 == 0 ? 100 : 6000);
      killAfter(lines, "moments");
    }
    System.out.println("killed at " + rounds + " moments, " + story.acknowledged() + " changes");
  }

  @Test
  void atEachStep() throws Exception {
    int rounds = Form.current().rounds(1, 8);
    for (int i = 0; i < rounds; i++) {
      for (var step : Step.values()) {
        if (step == Step.FORMAT_WRITTEN) {
          story = new Story(); // in a directory of its own
        }
        killAt(step, i);
      }
    }
    System.out.println("killed " + rounds + " times at each of " + Step.values().length + " steps");
  }

  private void killAfter(int lines, String name) throws Exception {
    try (var child =
        Child.start(Worker.class, parent.resolve(name), "r" + round++, SMALL, story.next())) {
      int count = 0;
      for (var line = child.line(); line != null; line = child.line()) {
        story.hear(line);
        if (++count == lines) {
          child.kill();
        }
      }
      assertThat(child.exit()).isEqualTo(128 + 9);
      assertThat(count).isGreaterThanOrEqualTo(lines);
    }
    check(name);
  }

  private void killAt(Step step, int turn) throws Exception {
    var name = "steps" + turn;
    boolean large = step.compareTo(Step.BUFFER_SEALED) >= 0;
    int passes =
        switch (step) {
          case FORMAT_WRITTEN, DATABASE_OPENED, REWRITE_STARTED, INDEX_REWRITTEN, REWRITTEN -> 0;
          case BATCH_DECIDED, BATCH_SYNCED, BATCH_ANNOUNCED, BATCH_ANSWERED -> random.nextInt(300);
          default -> random.nextInt(3);
        };
    try (var child =
        Child.start(
            Worker.class,
            parent.resolve(name),
            "r" + round++,
            large ? LARGE : SMALL,
            story.next(),
            step,
            passes)) {
      boolean passed = false;
      for (var line = child.line(); line != null; line = child.line()) {
        if (line.equals("K " + step)) {
          passed = true;
          child.kill();
        }
        story.hear(line);
      }
      assertThat(child.exit()).isEqualTo(128 + 9);
      assertThat(passed).as(step.toString()).isTrue();
    }
    check(name);
  }

  private void check(String name) throws InterruptedException {
    try (var store = Story.open(parent.resolve(name))) {
      story.check(store);
    }
  }
}
