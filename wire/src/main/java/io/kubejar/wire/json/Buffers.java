package io.kubejar.wire.json;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// A few arrays to write into, handed around among threads.
final class Buffers {
  static final int SIZE = 16 * 1024;
  private static final int LARGEST_KEPT = 256 * 1024;
  private static final int SLOTS = 16;
  private static final AtomicReferenceArray<@Nullable Buffer> FREE =
      new AtomicReferenceArray<>(SLOTS);

  private static final class Buffer {
    final byte[] bytes;

    Buffer(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  private Buffers() {}

  static byte[] take() {
    int slot = slot();
    Buffer buffer = FREE.getAndSet(slot, null);
    return buffer == null ? new byte[SIZE] : buffer.bytes;
  }

  static void give(byte[] buffer) {
    if (buffer.length <= LARGEST_KEPT) {
      FREE.set(slot(), new Buffer(buffer));
    }
  }

  private static int slot() {
    long id = Thread.currentThread().threadId();
    return (int) (id ^ (id >>> 4)) & (SLOTS - 1);
  }
}
