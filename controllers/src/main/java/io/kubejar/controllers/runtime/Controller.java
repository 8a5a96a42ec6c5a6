package io.kubejar.controllers.runtime;

/// Keeps the promise of one kind of object, from [#start] until it is closed.
public interface Controller extends AutoCloseable {
  /// The controller's name, such as `replicaset-controller`, as events show it.
  String name();

  /// Begins to work, once the informers it uses have their first lists; does not wait for that.
  void start();

  /// Ends all work; waits for what is under way.
  @Override
  void close();
}
