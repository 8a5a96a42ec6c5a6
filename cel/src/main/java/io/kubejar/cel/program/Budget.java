package io.kubejar.cel.program;

import io.kubejar.cel.value.CelError;

/// How much evaluations may still cost: each has a limit of its own, and all that share the budget
/// have one together. Not for use by several threads.
public final class Budget {
  /// What one evaluation may cost.
  public static final long CALL = 1_000_000;

  /// What all rules together may cost for one object or request.
  public static final long REQUEST = 10_000_000;

  /// What all match conditions together may cost for one request.
  public static final long MATCH_CONDITIONS = 2_500_000;

  private static final int INTERRUPT_CHECKS = 100;

  private final long callLimit;
  private long remaining;
  private long call;
  private int steps;

  private Budget(long callLimit, long remaining) {
    this.callLimit = callLimit;
    this.remaining = remaining;
  }

  /// A budget for several evaluations.
  public static Budget of(long total) {
    return new Budget(CALL, total);
  }

  /// A limit was reached; no other part of an expression can make up for it.
  public static final class Exceeded extends CelError {
    private static final long serialVersionUID = 1L;

    /// Which limit it was.
    public enum Limit {
      /// That of one evaluation.
      CALL,
      /// That of all evaluations together.
      TOTAL,
      /// The thread was interrupted.
      TIME
    }

    private final Limit limit;

    Exceeded(Limit limit, String message) {
      super(message);
      this.limit = limit;
    }

    public Limit limit() {
      return limit;
    }
  }

  /// What is left for all.
  public long remaining() {
    return remaining;
  }

  /// Begins an evaluation; ended by [#end] with what this gave.
  long begin() {
    long outer = call;
    call = 0;
    return outer;
  }

  void end(long outer) {
    remaining -= call;
    call = outer;
    if (remaining < 0) {
      throw new Exceeded(
          Exceeded.Limit.TOTAL,
          "validation failed due to running out of cost budget, no further validation rules will"
              + " be run");
    }
  }

  void charge(long cost) {
    call += cost;
    if (call > callLimit) {
      throw new Exceeded(Exceeded.Limit.CALL, "operation cancelled: actual cost limit exceeded");
    }
    if (++steps % INTERRUPT_CHECKS == 0 && Thread.currentThread().isInterrupted()) {
      throw new Exceeded(Exceeded.Limit.TIME, "operation interrupted");
    }
  }
}
