package io.kubejar.wire.json;

/// Takes a document's bytes piece by piece, in order.
@FunctionalInterface
public interface PieceSink {
  /// Takes the next piece; the array is only lent for the time of the call.
  void accept(byte[] bytes, int offset, int length);

  /// Takes a piece that never changes, which may be kept without a copy.
  default void acceptShared(byte[] bytes) {
    accept(bytes, 0, bytes.length);
  }
}
