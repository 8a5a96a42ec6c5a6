package io.kubejar.store.engine;

import io.kubejar.store.Transaction;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A call that waits for the committer.
final class Request {

  /// What the committer is asked to do.
  sealed interface Task {}

  /// Apply a transaction; the result is an `Outcome`.
  record Apply(Transaction transaction) implements Task {}

  /// Make a lease; the result is the `Lease`.
  record Grant(Duration timeToLive) implements Task {}

  /// Look at a lease; the result is the `Lease`.
  record Look(long lease) implements Task {}

  /// Renew a lease; the result is the `Lease`.
  record KeepAlive(long lease) implements Task {}

  /// End a lease; the result is its id.
  record Revoke(long lease) implements Task {}

  /// End the leases whose time has come; the result is their number.
  record Expire() implements Task {}

  /// Try to repair the engine; the result is whether it is well.
  record Repair() implements Task {}

  /// Stop the committer; the result is true.
  record Stop() implements Task {}

  private final Task task;
  private final Thread waiter = Thread.currentThread();
  private @Nullable Object result;
  private @Nullable Throwable failure;
  private volatile boolean done;

  Request(Task task) {
    this.task = task;
  }

  Task task() {
    return task;
  }

  void complete(Object result) {
    this.result = result;
    done = true;
    LockSupport.unpark(waiter);
  }

  void fail(Throwable failure) {
    this.failure = failure;
    done = true;
    LockSupport.unpark(waiter);
  }

  boolean done() {
    return done;
  }

  /// Waits, whatever interrupts, since what was handed over may take place anyway.
  Object await() {
    boolean interrupted = false;
    while (!done) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      waiter.interrupt();
    }
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
    if (result == null) {
      throw new IllegalStateException("request without result");
    }
    return result;
  }
}
