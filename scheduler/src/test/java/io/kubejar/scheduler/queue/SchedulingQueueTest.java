package io.kubejar.scheduler.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.client.ManualClock;
import io.kubejar.scheduler.Given;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchedulingQueueTest {
  private final ManualClock clock = new ManualClock();
  private final SchedulingQueue queue = new SchedulingQueue(clock);

  private static Pod pod(String name, int priority) {
    return Given.pod(name, "1").with(b -> b.spec(s -> s.priority(priority)));
  }

  private String poll() {
    Pod next = queue.poll();
    return next == null ? null : next.metadata().name();
  }

  @Test
  void higherPriorityFirstThenWhoeverCameFirst() {
    queue.add(pod("a", 0));
    queue.add(pod("b", 5));
    queue.add(pod("c", 0));
    queue.add(pod("d", 5));
    assertThat(poll()).isEqualTo("b");
    assertThat(poll()).isEqualTo("d");
    assertThat(poll()).isEqualTo("a");
    assertThat(poll()).isEqualTo("c");
    assertThat(poll()).isNull();
  }

  @Test
  void aChangedPriorityCounts() {
    queue.add(pod("a", 0));
    queue.add(pod("b", 1));
    queue.add(pod("a", 2));
    assertThat(poll()).isEqualTo("a");
  }

  @Test
  void whatFitsNowhereWaitsForAChangeAndItsBackoff() {
    Pod pod = pod("a", 0);
    queue.add(pod);
    for (int wait : new int[] {1, 2, 4, 8, 10, 10}) {
      assertThat(poll()).isEqualTo("a");
      queue.failed(pod);
      clock.advance(Duration.ofMillis(1));
      queue.moveAll();
      assertThat(poll()).isNull();
      clock.advance(Duration.ofSeconds(wait).minusMillis(2));
      assertThat(poll()).as("wait %s", wait).isNull();
      clock.advance(Duration.ofMillis(1));
    }
  }

  @Test
  void withoutAChangeItIsTriedAgainAfterFiveMinutes() {
    Pod pod = pod("a", 0);
    queue.add(pod);
    poll();
    queue.failed(pod);
    clock.advance(Duration.ofSeconds(299));
    assertThat(poll()).isNull();
    clock.advance(Duration.ofSeconds(1));
    assertThat(poll()).isEqualTo("a");
  }

  @Test
  void aChangeDuringTheAttemptIsNotLost() {
    Pod pod = pod("a", 0);
    queue.add(pod);
    poll();
    queue.moveAll();
    queue.failed(pod);
    clock.advance(Duration.ofSeconds(1));
    assertThat(poll()).isEqualTo("a");
  }

  @Test
  void aChangeOfThePodDuringTheAttemptIsNotLost() {
    Pod pod = pod("a", 0);
    queue.add(pod);
    poll();
    queue.add(pod.with(b -> b.metadata(m -> m.labels(Map.of("x", "y")))));
    queue.failed(pod);
    clock.advance(Duration.ofSeconds(1));
    assertThat(poll()).isEqualTo("a");
  }

  @Test
  void onlyThoseThatMayBeHelpedAreMoved() {
    Pod a = pod("a", 0);
    Pod b = pod("b", 0);
    queue.add(a);
    queue.add(b);
    poll();
    poll();
    queue.failed(a);
    queue.failed(b);
    queue.move(pod -> pod.metadata().name().equals("b"));
    clock.advance(Duration.ofSeconds(1));
    assertThat(poll()).isEqualTo("b");
    assertThat(poll()).isNull();
  }

  @Test
  void aGatedPodWaitsForItsOwnChange() {
    Pod pod = pod("a", 0);
    queue.add(pod);
    poll();
    queue.gated(pod);
    queue.moveAll();
    clock.advance(Duration.ofHours(1));
    queue.add(pod);
    assertThat(poll()).isNull();
    queue.add(pod("a", 1));
    assertThat(poll()).isEqualTo("a");
  }

  @Test
  void aStatusAloneDoesNotPutAPodForward() {
    Pod pod = pod("a", 0);
    queue.add(pod);
    poll();
    queue.failed(pod);
    queue.add(pod.with(b -> b.status(s -> s.message("new"))));
    clock.advance(Duration.ofSeconds(30));
    assertThat(poll()).isNull();
  }

  @Test
  void aRemovedPodDoesNotComeBack() {
    Pod pod = pod("a", 0);
    queue.add(pod);
    poll();
    queue.remove(pod);
    queue.failed(pod);
    queue.retry(pod);
    queue.moveAll();
    clock.advance(Duration.ofHours(1));
    assertThat(poll()).isNull();
  }

  @Test
  void aFailedPodGoesBehindOthersOfItsPriority() {
    Pod pod = pod("a", 0);
    queue.add(pod);
    poll();
    queue.retry(pod);
    clock.advance(Duration.ofSeconds(1));
    queue.add(pod("b", 0));
    clock.advance(Duration.ofSeconds(1));
    assertThat(poll()).isEqualTo("a");
    assertThat(poll()).isEqualTo("b");
  }

  @Test
  void closingWakesTheTaker() throws InterruptedException {
    Thread closer = Thread.ofVirtual().start(queue::close);
    assertThat(queue.take()).isNull();
    closer.join();
  }
}
