package io.kubejar.api.kind;

import org.jspecify.annotations.Nullable;

/// The rules for the numbers in a status: how many pods there are, and how many of them are ready.
public final class StatusCounts {
  private static final String WHOLE = "status.replicas";

  private final Path path;
  private final FieldErrors errors;

  /// Rules for the numbers at a place within an object.
  public StatusCounts(Path path, FieldErrors errors) {
    this.path = path;
    this.errors = errors;
  }

  /// Reports a number below zero.
  public StatusCounts notNegative(String field, @Nullable Number count) {
    errors.nonNegative(path.child(field), count);
    return this;
  }

  /// Reports a number that is larger than the one it is a part of.
  ///
  /// @param whole what the other is called in the message
  public StatusCounts atMost(String field, int count, int limit, String whole) {
    if (count > limit) {
      errors.invalid(path.child(field), count, "cannot be greater than " + whole);
    }
    return this;
  }

  /// Reports a number that only rises and yet is lower than before.
  public StatusCounts neverLower(String field, @Nullable Integer count, @Nullable Integer before) {
    int now = count == null ? 0 : count;
    if (before != null && now < before) {
      errors.invalid(path.child(field), now, "cannot be decremented");
    }
    return this;
  }

  /// Reports parts of the pods that are larger than the whole, and more available pods than ready
  /// ones.
  ///
  /// @param field of the part that only this kind counts
  public StatusCounts partsOfPods(String field, int part, int ready, int available, int all) {
    return atMost(field, part, all, WHOLE)
        .atMost("readyReplicas", ready, all, WHOLE)
        .atMost("availableReplicas", available, all, WHOLE)
        .atMost("availableReplicas", available, ready, "readyReplicas");
  }
}
