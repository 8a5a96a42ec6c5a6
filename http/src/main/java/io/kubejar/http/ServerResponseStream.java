package io.kubejar.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The streamed response of either HTTP version.
final class ServerResponseStream implements ResponseStream {
  private static final byte[] NOTHING = {};

  private final ServerExchange exchange;
  private final ExchangeLink link;
  private final int bound;
  private final boolean mayHaveBody;
  private final AtomicBoolean closed = new AtomicBoolean();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  private final AtomicInteger waiting = new AtomicInteger();

  ServerResponseStream(ServerExchange exchange, ExchangeLink link, int bound, boolean mayHaveBody) {
    this.exchange = exchange;
    this.link = link;
    this.bound = bound;
    this.mayHaveBody = mayHaveBody;
  }

  @Override
  public boolean offer(byte[] shared) {
    if (!isOpen()) {
      return false;
    }
    if (!mayHaveBody || shared.length == 0) {
      return true;
    }
    long now = exchange.pending().addAndGet(shared.length);
    // A single message larger than the bound passes when nothing else is pending.
    if (now > bound && now > shared.length) {
      exchange.pending().addAndGet(-shared.length);
      return false;
    }
    link.outbox().submit(() -> writeNow(shared));
    return true;
  }

  private void writeNow(byte[] shared) {
    if (exchange.isOpen()) {
      exchange.writeData(shared, false);
      link.watchProgress();
    } else {
      exchange.pending().addAndGet(-shared.length);
    }
  }

  @Override
  public void write(byte[] shared) throws IOException {
    while (!offer(shared)) {
      if (!isOpen()) {
        throw new IOException("client has gone");
      }
      await(Math.max(0, bound - shared.length));
    }
  }

  @Override
  public void flush() throws IOException {
    await(0);
    if (!exchange.isOpen()) {
      throw new IOException("client has gone");
    }
  }

  private void await(long atMost) throws InterruptedIOException {
    lock.lock();
    try {
      waiting.incrementAndGet();
      while (exchange.isOpen() && exchange.pending().get() > atMost) {
        progress.await();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      waiting.decrementAndGet();
      lock.unlock();
    }
  }

  /// Bytes have gone, on the event loop.
  void progressed() {
    if (waiting.get() > 0) {
      wake();
    }
  }

  /// The exchange has ended, on the event loop.
  void over() {
    closed.set(true);
    wake();
  }

  private void wake() {
    lock.lock();
    try {
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long pending() {
    return exchange.pending().get();
  }

  @Override
  public boolean isOpen() {
    return !closed.get() && exchange.isOpen();
  }

  @Override
  public void onClose(Runnable action) {
    exchange.onClose(action);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      link.outbox()
          .submit(
              () -> {
                if (exchange.isOpen()) {
                  exchange.writeData(NOTHING, true);
                  link.watchProgress();
                }
              });
    }
  }

  @Override
  public void abort() {
    closed.set(true);
    exchange.abort();
  }
}
