package io.kubejar.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The receiving end of a watch.
///
/// Calls come one at a time from a thread of the watch's own: a listener that takes long delays
/// itself, nobody else.
@FunctionalInterface
public interface WatchListener {

  /// The changes of one or several whole commits, in the order of their revisions.
  ///
  /// @param revision everything up to it has been delivered with this call
  void onEvents(long revision, List<Event> events);

  /// The watch ended: nothing follows.
  ///
  /// @param cause why, for instance [CompactedException] when the listener fell too far behind;
  ///   null when it or the store was closed
  default void onEnd(@Nullable StoreException cause) {}
}
