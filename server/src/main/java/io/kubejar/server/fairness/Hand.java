package io.kubejar.server.fairness;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The queues that a flow may wait in: some of all, always the same for the same flow, so that a
/// flow with many requests fills its own hand and leaves to nearly every other flow a queue that it
/// does not share.
final class Hand {
  private Hand() {}

  /// Deals a flow its hand.
  ///
  /// @return different numbers below `queues`
  static int[] deal(String schema, String distinguisher, int queues, int size) {
    long left = Long.remainderUnsigned(hash(schema, distinguisher), Long.MAX_VALUE);
    int[] hand = new int[Math.min(size, queues)];
    for (int i = 0; i < hand.length; i++) {
      int choices = queues - i;
      int card = (int) (left % choices);
      left /= choices;
      hand[i] = undealt(hand, i, card);
    }
    return hand;
  }

  /// The number of the card when the first `dealt` cards of the hand are no longer in the deck.
  private static int undealt(int[] hand, int dealt, int card) {
    int[] sorted = java.util.Arrays.copyOf(hand, dealt);
    java.util.Arrays.sort(sorted);
    int number = card;
    for (int taken : sorted) {
      if (taken <= number) {
        number++;
      }
    }
    return number;
  }

  /// Hard to steer by who chooses a name.
  private static long hash(String schema, String distinguisher) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(schema.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(distinguisher.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest.digest()).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
