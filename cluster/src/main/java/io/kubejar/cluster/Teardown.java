package io.kubejar.cluster;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/// What has to be closed, in the reverse order of its making; one failure keeps none of the rest
/// from being closed.
final class Teardown implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.kubejar.cluster");
  private final Deque<Step> steps = new ArrayDeque<>();

  private record Step(String name, AutoCloseable action) {}

  /// Takes over a component and returns it.
  synchronized <C extends AutoCloseable> C own(String name, C component) {
    steps.push(new Step(name, component));
    return component;
  }

  @Override
  public void close() {
    while (true) {
      Step step;
      synchronized (this) {
        step = steps.poll();
      }
      if (step == null) {
        return;
      }
      try {
        step.action().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "closing " + step.name() + " failed", e);
      }
    }
  }
}
