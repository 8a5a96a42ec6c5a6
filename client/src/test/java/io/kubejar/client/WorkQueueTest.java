package io.kubejar.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
  private final ManualClock clock = new ManualClock();
  private final WorkQueue<String> queue = new WorkQueue<>(clock::nanos);

  @Test
  void aKeyWaitsOnce() {
    queue.add("a");
    queue.add("b");
    queue.add("a");
    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.poll()).isEqualTo("a");
    assertThat(queue.poll()).isEqualTo("b");
    assertThat(queue.poll()).isNull();
  }

  @Test
  void aKeyAddedWhileWorkedOnComesBackAfterDone() {
    queue.add("a");
    assertThat(queue.poll()).isEqualTo("a");
    queue.add("a");
    queue.add("a");
    assertThat(queue.poll()).isNull();
    queue.done("a");
    assertThat(queue.poll()).isEqualTo("a");
    queue.done("a");
    assertThat(queue.poll()).isNull();
  }

  @Test
  void doneWithoutWorkDoesNotDoubleAKey() {
    queue.add("a");
    queue.done("a");
    assertThat(queue.poll()).isEqualTo("a");
    assertThat(queue.poll()).isNull();
  }

  @Test
  void delayedKeysComeInTheOrderInWhichTheyAreDue() {
    queue.addAfter("late", Duration.ofSeconds(3));
    queue.addAfter("soon", Duration.ofSeconds(1));
    queue.addAfter("next", Duration.ofSeconds(2));
    assertThat(queue.poll()).isNull();
    clock.advance(Duration.ofSeconds(1));
    assertThat(queue.poll()).isEqualTo("soon");
    clock.advance(Duration.ofSeconds(2));
    assertThat(queue.poll()).isEqualTo("next");
    assertThat(queue.poll()).isEqualTo("late");
  }

  @Test
  void theEarlierOfTwoDelaysCounts() {
    queue.addAfter("a", Duration.ofSeconds(5));
    queue.addAfter("a", Duration.ofSeconds(2));
    queue.addAfter("a", Duration.ofSeconds(9));
    clock.advance(Duration.ofSeconds(2));
    assertThat(queue.poll()).isEqualTo("a");
    queue.done("a");
    clock.advance(Duration.ofSeconds(60));
    assertThat(queue.poll()).isNull();
  }

  @Test
  void aDelayOfNothingIsNow() {
    queue.addAfter("a", Duration.ZERO);
    queue.addAfter("b", Duration.ofSeconds(-1));
    assertThat(queue.size()).isEqualTo(2);
  }

  @Test
  void failuresDoubleTheWaitUpToALimit() {
    long expected = 5;
    for (int failure = 1; failure <= 60; failure++) {
      queue.addRateLimited("a");
      assertThat(queue.failures("a")).isEqualTo(failure);
      clock.advance(Duration.ofMillis(expected - 1));
      assertThat(queue.poll()).as("failure %s", failure).isNull();
      clock.advance(Duration.ofMillis(1));
      assertThat(queue.poll()).isEqualTo("a");
      queue.done("a");
      expected = Math.min(1_000_000, expected * 2);
    }
    queue.forget("a");
    assertThat(queue.failures("a")).isZero();
    queue.addRateLimited("a");
    clock.advance(Duration.ofMillis(5));
    assertThat(queue.poll()).isEqualTo("a");
  }

  @Test
  void closingWakesTakersAndRefusesKeys() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(4);
    List<Thread> takers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      takers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      if (queue.take() == null) {
                        ended.countDown();
                      }
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }));
    }
    queue.close();
    for (Thread taker : takers) {
      taker.join();
    }
    assertThat(ended.getCount()).isZero();
    queue.add("a");
    queue.addAfter("b", Duration.ofSeconds(1));
    assertThat(queue.poll()).isNull();
    assertThat(queue.size()).isZero();
  }

  @Test
  void noKeyIsWorkedOnTwiceAtOnceAndNoneIsLost() throws InterruptedException {
    WorkQueue<Integer> shared = new WorkQueue<>();
    int keys = 20;
    AtomicInteger[] busy = new AtomicInteger[keys];
    AtomicInteger[] wanted = new AtomicInteger[keys];
    AtomicInteger[] seen = new AtomicInteger[keys];
    for (int i = 0; i < keys; i++) {
      busy[i] = new AtomicInteger();
      wanted[i] = new AtomicInteger();
      seen[i] = new AtomicInteger();
    }
    AtomicInteger clashes = new AtomicInteger();
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      workers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (Integer key = shared.take(); key != null; key = shared.take()) {
                        if (busy[key].incrementAndGet() != 1) {
                          clashes.incrementAndGet();
                        }
                        seen[key].set(wanted[key].get());
                        Thread.yield();
                        busy[key].decrementAndGet();
                        shared.done(key);
                      }
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }));
    }
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      int key = random.nextInt(keys);
      wanted[key].incrementAndGet();
      if (i % 10 == 0) {
        shared.addAfter(key, Duration.ofNanos(random.nextInt(100_000)));
      } else {
        shared.add(key);
      }
    }
    for (int i = 0; i < keys; i++) {
      int key = i;
      Eventually.until("key " + i, () -> seen[key].get() == wanted[key].get());
    }
    shared.close();
    for (Thread worker : workers) {
      worker.join();
    }
    assertThat(clashes.get()).isZero();
  }

  /// The queue does what a plain model of sets does, over random operations.
  @Test
  void behavesLikeTheModel() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      ManualClock time = new ManualClock();
      WorkQueue<Integer> tested = new WorkQueue<>(time::nanos);
      Set<Integer> ready = new LinkedHashSet<>();
      Set<Integer> again = new HashSet<>();
      Set<Integer> working = new LinkedHashSet<>();
      TreeMap<Long, Set<Integer>> later = new TreeMap<>();
      for (int step = 0; step < 200; step++) {
        int key = random.nextInt(6);
        switch (random.nextInt(5)) {
          case 0 -> {
            tested.add(key);
            modelAdd(key, ready, again, working);
          }
          case 1 -> {
            long due = time.nanos() + Duration.ofSeconds(1 + step).toNanos() + step;
            boolean sooner =
                later.headMap(due, true).values().stream().anyMatch(keys -> keys.contains(key));
            if (!sooner) {
              later.values().forEach(keys -> keys.remove(key));
              later.computeIfAbsent(due, d -> new LinkedHashSet<>()).add(key);
            }
            tested.addAfter(key, Duration.ofNanos(due - time.nanos()));
          }
          case 2 -> time.advance(Duration.ofSeconds(random.nextInt(100)));
          case 3 -> {
            while (!later.isEmpty() && later.firstKey() <= time.nanos()) {
              for (int due : later.pollFirstEntry().getValue()) {
                modelAdd(due, ready, again, working);
              }
            }
            Integer expected = ready.isEmpty() ? null : ready.iterator().next();
            assertThat(tested.poll()).as("seed %s step %s", seed, step).isEqualTo(expected);
            if (expected != null) {
              ready.remove(expected);
              working.add(expected);
            }
          }
          default -> {
            if (!working.isEmpty()) {
              int done = working.iterator().next();
              working.remove(done);
              if (again.remove(done)) {
                ready.add(done);
              }
              tested.done(done);
            }
          }
        }
      }
    }
  }

  private static void modelAdd(
      int key, Set<Integer> ready, Set<Integer> again, Set<Integer> working) {
    if (working.contains(key)) {
      again.add(key);
    } else {
      ready.add(key);
    }
  }

  @Test
  void whatHappensToAQueueIsTold() {
    var told = new ArrayList<String>();
    var loads = new ArrayList<Supplier<QueueObserver.Load>>();
    var seen =
        new WorkQueue<String>(
            clock::nanos,
            "web",
            (name, load) -> {
              loads.add(load);
              return new Told(name, told);
            });
    seen.add("a");
    seen.add("a");
    clock.advance(Duration.ofSeconds(2));
    seen.poll();
    clock.advance(Duration.ofSeconds(3));
    seen.add("b");
    assertThat(loads.getFirst().get())
        .isEqualTo(new QueueObserver.Load(1, Duration.ofSeconds(3), Duration.ofSeconds(3)));
    seen.addRateLimited("a");
    seen.done("a");
    assertThat(told)
        .containsExactly(
            "web added", "web taken after PT2S", "web added", "web retried", "web done after PT3S");
  }

  private record Told(String name, List<String> told) implements QueueObserver {
    @Override
    public void added() {
      told.add(name + " added");
    }

    @Override
    public void retried() {
      told.add(name + " retried");
    }

    @Override
    public void taken(Duration waited) {
      told.add(name + " taken after " + waited);
    }

    @Override
    public void done(Duration worked) {
      told.add(name + " done after " + worked);
    }
  }
}
