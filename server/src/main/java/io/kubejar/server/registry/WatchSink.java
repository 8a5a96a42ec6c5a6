package io.kubejar.server.registry;

import io.kubejar.api.meta.v1.ApiObject;

/// The receiving end of a [Subscription].
///
/// Calls come one at a time, mostly from the cache's own thread, and must not wait for anybody.
public interface WatchSink<T extends ApiObject> {
  /// Takes an event; false when it cannot keep up, which ends the subscription.
  ///
  /// @param event the change, which shares encoded bytes between watchers
  /// @param seen what the subscription's selection sees of it
  boolean event(CacheEvent<T> event, CacheEvent.Seen<T> seen);

  /// Nothing follows: the subscription was closed, was too slow, or the server shuts down.
  void ended();
}
