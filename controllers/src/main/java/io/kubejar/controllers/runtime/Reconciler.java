package io.kubejar.controllers.runtime;

/// Brings what one key names closer to what is wanted of it, looking only at the current state.
///
/// An exception means the same as [Reconciled.Retry].
@FunctionalInterface
public interface Reconciler<K> {
  Reconciled reconcile(K key) throws InterruptedException;
}
