package io.kubejar.client;

/// What wants to hear of every object's changes; called in order, by one thread per informer.
///
/// Calls must be quick: they put keys into work queues.
public interface EventHandler<T> {
  void added(T object);

  void updated(T old, T object);

  /// An object that is gone, in its last known state.
  void deleted(T object);
}
