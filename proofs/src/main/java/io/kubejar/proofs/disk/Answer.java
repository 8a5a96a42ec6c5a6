package io.kubejar.proofs.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// An answer to the kernel while it is written: a header of 16 bytes, then what was asked for.
final class Answer {

  static final int HEADER = 16;

  /// The kernel may keep what it was told, since nobody else changes anything.
  private static final long VALID_SECONDS = 3600;

  private static final int BLOCK = 512;

  private final ByteBuffer buffer;

  Answer(int capacity) {
    buffer = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
  }

  void start() {
    buffer.clear().position(HEADER);
  }

  ByteBuffer body() {
    return buffer;
  }

  /// Completes the header.
  ///
  /// @param error the error number, or 0
  ByteBuffer finish(long unique, int error) {
    if (error != 0) {
      buffer.position(HEADER);
    }
    buffer.flip();
    buffer.putInt(0, buffer.limit()).putInt(4, -error).putLong(8, unique);
    return buffer;
  }

  void entry(Node node) {
    buffer.putLong(node.number()).putLong(0).putLong(VALID_SECONDS).putLong(VALID_SECONDS);
    buffer.putInt(0).putInt(0);
    attributes(node);
  }

  void attributesWithValidity(Node node) {
    buffer.putLong(VALID_SECONDS).putInt(0).putInt(0);
    attributes(node);
  }

  private void attributes(Node node) {
    long size = node instanceof Node.File file ? file.content().size() : Content.PAGE;
    buffer.putLong(node.number()).putLong(size).putLong((size + BLOCK - 1) / BLOCK);
    buffer.putLong(0).putLong(0).putLong(0).putInt(0).putInt(0).putInt(0); // the times
    buffer.putInt(node.mode()).putInt(node instanceof Node.File ? 1 : 2);
    buffer.putInt(0).putInt(0).putInt(0).putInt(Content.PAGE).putInt(0); // owner, device, block
  }

  void opened() {
    buffer.putLong(0).putInt(0).putInt(0);
  }

  void zeroes(int count) {
    for (int i = 0; i < count; i++) {
      buffer.put((byte) 0);
    }
  }
}
