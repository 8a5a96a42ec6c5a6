package io.kubejar.node.simulated;

import io.kubejar.node.cri.CriException;
import io.kubejar.node.cri.v1.ContainerState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// How containers of a simulated runtime begin, follow their programs, and end.
///
/// Every method is called with the runtime's lock held; the timer takes it by itself.
final class SimulatedLives {

  private static final int TERMINATED = 143;
  private static final int KILLED = 137;

  private final InstantSource clock;
  private final SimulationTimer timer;
  private final ReentrantLock lock;
  private final Condition ended;
  private final Consumer<String> onEnd;

  /// @param onEnd is told the id of each container that ends
  SimulatedLives(
      InstantSource clock, SimulationTimer timer, ReentrantLock lock, Consumer<String> onEnd) {
    this.clock = clock;
    this.timer = timer;
    this.lock = lock;
    this.ended = lock.newCondition();
    this.onEnd = onEnd;
  }

  /// The time as CRI has it.
  static long nanos(InstantSource clock) {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  void begin(SimulatedContainer container) {
    container.state = ContainerState.CONTAINER_RUNNING;
    container.startedAt = nanos(clock);
    container.log.open();
    goOn(container);
  }

  private void goOn(SimulatedContainer container) {
    while (container.state == ContainerState.CONTAINER_RUNNING) {
      switch (container.program.steps().get(container.nextStep++)) {
        case SimulatedProgram.Log(String text) -> container.log.line(clock.instant(), text);
        case SimulatedProgram.Exit(int code) -> end(container, code);
        case SimulatedProgram.Wait(Duration duration) -> {
          container.timer = timer.after(duration, () -> locked(() -> goOn(container)));
          return;
        }
        case SimulatedProgram.RunOn() -> {
          return;
        }
      }
    }
  }

  /// Asks a running container to end, and kills it when the grace is over; waits for its end.
  void stop(SimulatedContainer container, Duration grace) {
    if (grace.isZero()) {
      kill(container);
    } else if (container.program.heedsStop()) {
      end(container, TERMINATED);
    } else {
      SimulationTimer.Handle kill = timer.after(grace, () -> locked(() -> kill(container)));
      try {
        awaitEnd(container);
      } finally {
        kill.cancel();
      }
    }
  }

  void kill(SimulatedContainer container) {
    end(container, KILLED);
  }

  private void end(SimulatedContainer container, int code) {
    if (container.timer != null) {
      container.timer.cancel();
      container.timer = null;
    }
    if (container.state != ContainerState.CONTAINER_RUNNING) {
      return;
    }
    container.state = ContainerState.CONTAINER_EXITED;
    container.exitCode = code;
    container.finishedAt = nanos(clock);
    ended.signalAll();
    onEnd.accept(container.id);
  }

  private void awaitEnd(SimulatedContainer container) {
    try {
      while (container.state == ContainerState.CONTAINER_RUNNING) {
        ended.await(1, TimeUnit.MINUTES);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CriException(CriException.Code.CANCELLED, "context canceled");
    }
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }
}
