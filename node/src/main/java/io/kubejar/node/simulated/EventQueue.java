package io.kubejar.node.simulated;

import io.kubejar.node.cri.ContainerEventListener;
import io.kubejar.node.cri.ContainerRuntime;
import io.kubejar.node.cri.v1.ContainerEventType;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/// One listener with the events it has yet to hear, told by a thread of its own. One that falls far
/// behind is told to look at everything instead.
final class EventQueue implements ContainerRuntime.Subscription {

  private static final int LONGEST = 1024;

  private sealed interface Event {}

  private record Changed(String id, ContainerEventType type) implements Event {}

  private record Relist() implements Event {}

  private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(LONGEST);
  private final Consumer<EventQueue> onClose;
  private final Thread teller;

  EventQueue(ContainerEventListener listener, Consumer<EventQueue> onClose) {
    this.onClose = onClose;
    waiting.add(new Relist());
    teller = Thread.ofVirtual().name("simulated-events").start(() -> tell(listener));
  }

  void add(String id, ContainerEventType type) {
    while (!waiting.offer(new Changed(id, type))) {
      waiting.clear();
      waiting.add(new Relist());
    }
  }

  private void tell(ContainerEventListener listener) {
    try {
      while (true) {
        switch (waiting.take()) {
          case Changed(String id, ContainerEventType type) -> listener.changed(id, type);
          case Relist() -> listener.relist();
        }
      }
    } catch (InterruptedException e) {
      // Closed.
      return;
    }
  }

  @Override
  public void close() {
    onClose.accept(this);
    teller.interrupt();
    if (Thread.currentThread() != teller) {
      try {
        teller.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
