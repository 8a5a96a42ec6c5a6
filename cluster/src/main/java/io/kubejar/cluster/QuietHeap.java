package io.kubejar.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/// Has the heap of this process compacted once it rests after a burst of work.
///
/// The collector lets the heap grow while much is made, and gives memory back only after it has
/// marked what lives, which it does when the heap is nearly full: a burst that ends before leaves a
/// heap behind of which the most is garbage or was never needed. Compacting stops the process, for
/// about two milliseconds for each megabyte that lives; so it is done only while hardly anything
/// runs, only after the heap has grown, and not where much lives.
final class QuietHeap implements AutoCloseable {
  private static final Duration LOOKS = Duration.ofSeconds(2);

  /// How much of one processor a process uses that rests.
  private static final double RESTS = 0.5;

  /// By how much the heap must have grown since the last time, and by which part of what it was.
  private static final long GROWTH = 64L << 20;

  private static final double PART = 0.25;

  /// The most bytes in use with which it pays, and with which it pays on a machine that others use
  /// so much that each pause is several times as long.
  private static final long MOST = 2L << 30;

  private static final long MOST_IN_A_CROWD = 1L << 29;

  /// What there is to see of the process.
  ///
  /// @param used bytes of the heap that are taken, by garbage too
  /// @param committed bytes of the heap that the process holds
  /// @param cpu the time that all its threads have run
  /// @param crowded whether more wants to run on the machine than there are processors
  record Reading(long used, long committed, Duration cpu, boolean crowded) {
    private static final Path LOAD = Path.of("/proc/loadavg");

    static Reading now() {
      Runtime runtime = Runtime.getRuntime();
      long committed = runtime.totalMemory();
      Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
      return new Reading(
          committed - runtime.freeMemory(), committed, cpu, load() > runtime.availableProcessors());
    }

    private static double load() {
      try {
        String averages = Files.readString(LOAD);
        return Double.parseDouble(averages.substring(0, averages.indexOf(' ')));
      } catch (IOException | NumberFormatException | IndexOutOfBoundsException _) {
        return 0;
      }
    }
  }

  private final Supplier<Reading> readings;
  private final Runnable compaction;
  private final Thread thread;
  private Reading last;
  private long settled;

  QuietHeap(Supplier<Reading> readings, Runnable compaction) {
    this.readings = readings;
    this.compaction = compaction;
    this.last = readings.get();
    this.settled = last.committed();
    this.thread = Thread.ofVirtual().name("quiet-heap").unstarted(this::run);
  }

  /// Looks after the heap of this process until it is closed.
  static QuietHeap start() {
    var heap = new QuietHeap(Reading::now, System::gc);
    heap.thread.start();
    return heap;
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(LOOKS);
        look(LOOKS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Looks at the process, and compacts its heap if it pays.
  ///
  /// @param since the time since the last look
  void look(Duration since) {
    Reading now = readings.get();
    Duration ran = now.cpu().minus(last.cpu());
    last = now;
    boolean rests = ran.toNanos() < since.toNanos() * RESTS;
    long grown = settled + Math.max(GROWTH, (long) (settled * PART));
    long most = now.crowded() ? MOST_IN_A_CROWD : MOST;
    if (rests && now.committed() >= grown && now.used() <= most) {
      compaction.run();
      last = readings.get();
      settled = last.committed();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
