package io.kubejar.http;

import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Messages that wait, by reference and in order; added by any thread.
///
/// They stand in an array that goes when it was long and is empty again. Ten thousand streams that
/// are behind hold millions of references: as a chain each would be an object of its own, which the
/// collector copies, and which keeps those after it alive once it has grown old.
final class MessageQueue {
  private static final int FIRST = 4;

  /// An array of so many places is kept when it is empty.
  private static final int KEPT = 32;

  private @Nullable ArrayDeque<byte[]> messages;
  private int longest;

  synchronized void add(byte[] message) {
    if (messages == null) {
      messages = new ArrayDeque<>(FIRST);
    }
    messages.add(message);
    longest = Math.max(longest, messages.size());
  }

  /// The next message, which stays; null when there is none.
  synchronized byte @Nullable [] peek() {
    return messages == null ? null : messages.peek();
  }

  /// Takes the next message; null when there is none.
  synchronized byte @Nullable [] poll() {
    if (messages == null) {
      return null;
    }
    byte[] message = messages.poll();
    if (messages.isEmpty() && longest > KEPT) {
      messages = null;
      longest = 0;
    }
    return message;
  }

  byte[] remove() {
    byte[] message = poll();
    if (message == null) {
      throw new NoSuchElementException();
    }
    return message;
  }

  boolean isEmpty() {
    return peek() == null;
  }
}
