package io.kubejar.controllers.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of reconciling a key.
public sealed interface Reconciled {
  /// Nothing is left to do until something changes.
  record Done() implements Reconciled {}

  /// The key is to be looked at again after a while, change or not.
  record Again(Duration after) implements Reconciled {}

  /// Something went wrong that is expected to pass; the key comes back with a growing wait.
  record Retry(String why) implements Reconciled {}

  static Reconciled done() {
    return new Done();
  }

  static Reconciled again(Duration after) {
    return new Again(after);
  }

  static Reconciled retry(String why) {
    return new Retry(why);
  }

  /// [Again] when a wait is given, [Done] otherwise.
  static Reconciled after(@Nullable Duration wait) {
    return wait == null ? done() : again(wait);
  }
}
