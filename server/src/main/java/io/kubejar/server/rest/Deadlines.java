package io.kubejar.server.rest;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.StatusDetails;
import io.kubejar.server.spi.Failures;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/// Answers requests that take too long in the place of their handlers, and interrupts those.
final class Deadlines implements AutoCloseable {
  private final long timeout;
  private final long step;
  private final BiConsumer<TrackedExchange, ApiException> answer;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  /// A request that is worked on by a thread.
  static final class Running {
    private final TrackedExchange exchange;
    private final Thread thread;
    private final long deadline;
    private boolean over;

    private Running(TrackedExchange exchange, long deadline) {
      this.exchange = exchange;
      this.thread = Thread.currentThread();
      this.deadline = deadline;
    }

    private synchronized void expire(BiConsumer<TrackedExchange, ApiException> answer) {
      if (over) {
        return;
      }
      over = true;
      if (exchange.tooLate()) {
        answer.accept(exchange, failure());
        thread.interrupt();
      }
    }

    private synchronized void end() {
      over = true;
    }
  }

  /// @param answer gives a request's client an error
  Deadlines(Duration timeout, BiConsumer<TrackedExchange, ApiException> answer) {
    this.timeout = timeout.toNanos();
    this.step = Math.clamp(timeout.toMillis() / 10, 10, 200);
    this.answer = answer;
    Thread.ofPlatform().daemon().name("request-timeout").start(this::watch);
  }

  private static ApiException failure() {
    return Failures.failure(
        504,
        "Timeout",
        "Timeout: request did not complete within the allotted timeout",
        new StatusDetails("", "", "", "", List.of(), 0));
  }

  /// The request of this thread begins.
  ///
  /// @param wanted the nanoseconds its client waits, if these are fewer; 0 for as long as it takes
  Running begin(TrackedExchange exchange, long wanted) {
    long time = wanted > 0 ? Math.min(wanted, timeout) : timeout;
    var request = new Running(exchange, System.nanoTime() + time);
    running.add(request);
    return request;
  }

  void end(Running request) {
    running.remove(request);
    request.end();
  }

  /// Whether a request runs that has a deadline.
  boolean isBusy() {
    return !running.isEmpty();
  }

  private void watch() {
    try {
      while (!closed.await(step, TimeUnit.MILLISECONDS)) {
        long now = System.nanoTime();
        for (Running request : running) {
          if (now - request.deadline >= 0) {
            running.remove(request);
            request.expire(answer);
          }
        }
      }
    } catch (InterruptedException _) {
      // Nobody interrupts this thread but who ends the process.
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
