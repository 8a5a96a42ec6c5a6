package io.kubejar.http;

import io.netty.channel.Channel;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/// What is to be written on one connection, collected from any thread and written on its event loop
/// in batches with one flush each.
final class Outbox {
  private final Channel channel;
  private final Runnable flush;
  private final ConcurrentLinkedQueue<Runnable> writes = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Runnable drain = this::drain;

  Outbox(Channel channel, Runnable flush) {
    this.channel = channel;
    this.flush = flush;
  }

  /// Runs the write on the event loop, in order of submission.
  void submit(Runnable write) {
    writes.add(write);
    if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
      try {
        channel.eventLoop().execute(drain);
      } catch (RejectedExecutionException _) {
        // The server has been closed; its connections ended before its event loops.
        writes.clear();
      }
    }
  }

  private void drain() {
    scheduled.set(false);
    Runnable write = writes.poll();
    if (write == null) {
      return;
    }
    do {
      write.run();
      write = writes.poll();
    } while (write != null);
    flush.run();
  }
}
