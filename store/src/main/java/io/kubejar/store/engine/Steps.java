package io.kubejar.store.engine;

/// Is told of each step a store passes, by the thread that takes it: how a proof stops a store at a
/// named moment.
@FunctionalInterface
public interface Steps {

  /// Nobody is interested.
  Steps NONE = _ -> {};

  /// The step was just reached.
  void passed(Step step);
}
