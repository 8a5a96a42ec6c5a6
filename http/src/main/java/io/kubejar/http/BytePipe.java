package io.kubejar.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// An input stream fed by another thread with arrays as they arrive, bounded by a capacity.
///
/// The feeder either never waits ([#offer], told when the pipe is full so that it can stop its
/// source) or waits for the reader ([#put]). Arrays are kept by reference.
public final class BytePipe extends InputStream {
  private final int capacity;
  private final Duration readTimeout;
  private final IntConsumer consumed;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<byte[]> arrays = new ArrayDeque<>();
  private int offset;
  private long buffered;
  private boolean ended;
  private boolean closed;
  private @Nullable IOException failure;

  /// A pipe without read timeout whose feeder waits.
  public BytePipe(int capacity) {
    this(capacity, Duration.ZERO, _ -> {});
  }

  /// @param readTimeout longest wait of a read; zero waits for ever
  /// @param consumed told, by the reading thread, how many bytes have left the pipe
  public BytePipe(int capacity, Duration readTimeout, IntConsumer consumed) {
    this.capacity = capacity;
    this.readTimeout = readTimeout;
    this.consumed = consumed;
  }

  /// Adds bytes without waiting; true while there is room for more.
  public boolean offer(byte[] bytes) {
    int dropped = 0;
    boolean room;
    lock.lock();
    try {
      if (closed || ended) {
        dropped = bytes.length;
      } else if (bytes.length > 0) {
        arrays.add(bytes);
        buffered += bytes.length;
        changed.signalAll();
      }
      room = buffered < capacity;
    } finally {
      lock.unlock();
    }
    if (dropped > 0) {
      consumed.accept(dropped);
    }
    return room;
  }

  /// Adds bytes, waiting while the pipe is full. Bytes nobody will read are dropped.
  public void put(byte[] bytes) throws IOException {
    lock.lock();
    try {
      while (buffered >= capacity && !closed && !ended) {
        changed.await();
      }
    } catch (InterruptedException _) {
      throw interrupted();
    } finally {
      lock.unlock();
    }
    offer(bytes);
  }

  /// No more bytes will come.
  public void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// No more bytes will come because something broke; what has arrived can still be read.
  public void fail(IOException reason) {
    lock.lock();
    try {
      if (!ended) {
        failure = reason;
        ended = true;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  public long buffered() {
    lock.lock();
    try {
      return buffered;
    } finally {
      lock.unlock();
    }
  }

  public boolean isEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int start, int length) throws IOException {
    Objects.checkFromIndexSize(start, length, target.length);
    if (length == 0) {
      return 0;
    }
    int taken = 0;
    lock.lock();
    try {
      awaitBytes();
      while (taken < length && !arrays.isEmpty()) {
        byte[] head = arrays.element();
        int n = Math.min(length - taken, head.length - offset);
        System.arraycopy(head, offset, target, start + taken, n);
        taken += n;
        offset += n;
        if (offset == head.length) {
          arrays.remove();
          offset = 0;
        }
      }
      buffered -= taken;
      changed.signalAll();
    } catch (InterruptedException _) {
      throw interrupted();
    } finally {
      lock.unlock();
    }
    if (taken > 0) {
      consumed.accept(taken);
      return taken;
    }
    return -1;
  }

  private void awaitBytes() throws IOException, InterruptedException {
    long nanos = readTimeout.toNanos();
    while (arrays.isEmpty() && !ended && !closed) {
      if (readTimeout.isZero()) {
        changed.await();
      } else if (nanos <= 0) {
        throw new SocketTimeoutException("no bytes for " + readTimeout.toSeconds() + " s");
      } else {
        nanos = changed.awaitNanos(nanos);
      }
    }
    if (closed) {
      throw new IOException("stream closed");
    }
    if (arrays.isEmpty() && failure instanceof BodyTooLargeException tooLarge) {
      throw new BodyTooLargeException(tooLarge.limit());
    }
    if (arrays.isEmpty() && failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, buffered());
  }

  /// The reader gives up: what is buffered and what still comes is dropped.
  @Override
  public void close() {
    long dropped;
    lock.lock();
    try {
      closed = true;
      dropped = buffered;
      buffered = 0;
      arrays.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (dropped > 0) {
      consumed.accept((int) Math.min(Integer.MAX_VALUE, dropped));
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }
}
