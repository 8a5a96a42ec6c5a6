package io.kubejar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.cluster.QuietHeap.Reading;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuietHeapTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private Reading reading = new Reading(20 << 20, 64 << 20, Duration.ZERO, false);
  private int compactions;
  private boolean crowded;
  private final QuietHeap heap =
      new QuietHeap(
          () -> reading,
          () -> {
            compactions++;
            reading = new Reading(100 << 20, 150 << 20, reading.cpu(), false);
          });

  /// A second in which the process ran for some time and came to hold so much.
  private void second(long ranMillis, long used, long committed) {
    reading =
        new Reading(used << 20, committed << 20, reading.cpu().plusMillis(ranMillis), crowded);
    heap.look(SECOND);
  }

  @Test
  void compactsAGrownHeapAtRest() {
    second(10, 200, 300);
    assertThat(compactions).isEqualTo(1);
  }

  @Test
  void waitsWhileTheProcessWorks() {
    second(900, 200, 300);
    second(500, 220, 300);
    assertThat(compactions).isZero();
    second(499, 220, 300);
    assertThat(compactions).isEqualTo(1);
  }

  @Test
  void leavesAHeapThatHasNotGrown() {
    second(10, 60, 127);
    assertThat(compactions).isZero();
    second(10, 200, 300);
    second(10, 140, 160);
    second(10, 140, 213);
    assertThat(compactions).isEqualTo(1);
    second(10, 140, 214);
    assertThat(compactions).isEqualTo(2);
  }

  @Test
  void leavesALargeHeapThatHasGrownByASmallPart() {
    reading = new Reading(700L << 20, 800L << 20, Duration.ZERO, false);
    var large = new QuietHeap(() -> reading, () -> compactions++);
    reading = new Reading(800L << 20, 999L << 20, Duration.ZERO, false);
    large.look(SECOND);
    assertThat(compactions).isZero();
    reading = new Reading(800L << 20, 1000L << 20, Duration.ZERO, false);
    large.look(SECOND);
    assertThat(compactions).isEqualTo(1);
  }

  @Test
  void doesNotStopAProcessForLongInWhichMuchMayLive() {
    second(10, 2049, 3000);
    crowded = true;
    second(10, 2048, 3000);
    second(10, 513, 3000);
    assertThat(compactions).isZero();
    crowded = false;
    second(10, 2048, 3000);
    assertThat(compactions).isEqualTo(1);
  }
}
