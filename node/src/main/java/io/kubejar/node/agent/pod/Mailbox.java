package io.kubejar.node.agent.pod;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Tells a worker to look again; any number of tellings before it looks count as one.
final class Mailbox {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private boolean pending;

  void signal() {
    lock.lock();
    try {
      pending = true;
      told.signal();
    } finally {
      lock.unlock();
    }
  }

  void await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!pending) {
        told.await();
      }
      pending = false;
    } finally {
      lock.unlock();
    }
  }
}
