package io.kubejar.client;

/// A change seen by a watch.
public sealed interface WatchEvent<T> {
  /// An object that was not there before, or not selected.
  record Added<T>(T object) implements WatchEvent<T> {}

  /// An object's new state.
  record Modified<T>(T object) implements WatchEvent<T> {}

  /// An object that is gone or no longer selected, in its last state.
  record Deleted<T>(T object) implements WatchEvent<T> {}

  /// The revision up to which everything was delivered; `initialEventsEnd` once, after the objects
  /// that were there at the start of a streaming list.
  record Bookmark<T>(String resourceVersion, boolean initialEventsEnd) implements WatchEvent<T> {}
}
