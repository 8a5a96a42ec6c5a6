package io.kubejar.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The streamed response of either HTTP version.
///
/// Messages wait here, by reference, until the connection has taken those before them: what a
/// message costs on its way through the connection is many times what it costs in the queue, and a
/// client that is behind gets several of them at once.
final class ServerResponseStream implements ResponseStream {
  private static final byte[] NOTHING = {};

  /// How much is written at once, a frame of HTTP/2 and a record of TLS.
  private static final int GROUP_BYTES = 16 * 1024;

  private final ServerExchange exchange;
  private final ExchangeLink link;
  private final int bound;
  private final boolean mayHaveBody;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final MessageQueue messages = new MessageQueue();
  private final AtomicBoolean submitted = new AtomicBoolean();
  private final Runnable writing = this::writeSome;

  // Of the event loop.
  private int outstanding;
  private boolean endWritten;

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
    messages.add(shared);
    submit();
    return true;
  }

  private void submit() {
    if (!submitted.get() && submitted.compareAndSet(false, true)) {
      link.outbox().submit(writing);
    }
  }

  /// Hands messages to the connection while it has taken those before, then the end.
  private void writeSome() {
    submitted.set(false);
    if (endWritten || !exchange.isOpen()) {
      discard();
      return;
    }
    boolean any = false;
    while (outstanding < GROUP_BYTES && !messages.isEmpty()) {
      ByteBuf group = group();
      int length = group.readableBytes();
      outstanding += length;
      any = true;
      exchange.writeData(group, false, () -> gone(length));
    }
    if (closed.get() && messages.isEmpty()) {
      endWritten = true;
      any = true;
      exchange.writeData(NOTHING, true);
    }
    if (any) {
      link.watchProgress();
    }
  }

  /// The next message, or the next ones as one where several are waiting.
  private ByteBuf group() {
    byte[] first = messages.remove();
    byte[] next = messages.peek();
    if (next == null || first.length + next.length > GROUP_BYTES) {
      return Unpooled.wrappedBuffer(first);
    }
    long waiting = exchange.pending().get() - outstanding;
    ByteBuf group =
        link.buffer((int) Math.max(first.length + next.length, Math.min(GROUP_BYTES, waiting)));
    group.writeBytes(first);
    while (next != null && next.length <= group.writableBytes()) {
      group.writeBytes(messages.remove());
      next = messages.peek();
    }
    return group;
  }

  private void gone(int length) {
    outstanding -= length;
    if (!messages.isEmpty() || (closed.get() && !endWritten)) {
      submit();
    }
  }

  private void discard() {
    long dropped = 0;
    for (byte[] message = messages.poll(); message != null; message = messages.poll()) {
      dropped += message.length;
    }
    exchange.pending().addAndGet(-dropped);
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
    discard();
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
      submit();
    }
  }

  @Override
  public void abort() {
    closed.set(true);
    exchange.abort();
  }
}
