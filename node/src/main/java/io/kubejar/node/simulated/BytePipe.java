package io.kubejar.node.simulated;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A bounded pipe between threads: a writer waits while a mebibyte is unread.
final class BytePipe {

  private static final int CAPACITY = 1 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<byte[]> chunks = new ArrayDeque<>();
  private final InputStream input = new Input();
  private int unread;
  private boolean ended;
  private boolean abandoned;

  /// The reading end; closing it drops what is unread and what still comes.
  public InputStream input() {
    return input;
  }

  /// Adds bytes, waiting for room.
  public void write(byte[] bytes, int offset, int length) throws IOException {
    lock.lock();
    try {
      while (unread >= CAPACITY && !ended && !abandoned) {
        await();
      }
      if (length > 0 && !ended && !abandoned) {
        byte[] chunk = new byte[length];
        System.arraycopy(bytes, offset, chunk, 0, length);
        chunks.add(chunk);
        unread += length;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Says that no more comes.
  public void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void await() throws IOException {
    try {
      changed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private final class Input extends InputStream {

    private byte[] current = new byte[0];
    private int position;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      lock.lock();
      try {
        while (position == current.length) {
          byte[] next = chunks.poll();
          if (next != null) {
            current = next;
            position = 0;
          } else if (ended || abandoned) {
            return -1;
          } else {
            BytePipe.this.await();
          }
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, bytes, offset, count);
        position += count;
        unread -= count;
        changed.signalAll();
        return count;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public int available() {
      lock.lock();
      try {
        return unread;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        abandoned = true;
        chunks.clear();
        unread = 0;
        position = current.length;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
