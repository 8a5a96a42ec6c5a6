package io.kubejar.proofs.history;

import org.jspecify.annotations.Nullable;

/// What a client asked for and was told, and when.
///
/// @param client who asked, one thing at a time
/// @param output what it was told; null when it never learned: then the operation may have taken
///   effect at any time since its start, may still do so, or never
/// @param start before it was asked, in any unit that grows
/// @param end after it was told
public record Operation<I, O>(int client, I input, @Nullable O output, long start, long end) {

  public Operation {
    if (output == null) {
      end = Long.MAX_VALUE;
    }
    if (start > end) {
      throw new IllegalArgumentException("ends before it starts");
    }
  }

  /// An operation of which the outcome is not known.
  public static <I, O> Operation<I, O> unknown(int client, I input, long start) {
    return new Operation<>(client, input, null, start, Long.MAX_VALUE);
  }
}
