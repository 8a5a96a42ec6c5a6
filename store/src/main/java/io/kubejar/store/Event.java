package io.kubejar.store;

import org.jspecify.annotations.Nullable;

/// A change of one key as a watch delivers it.
public sealed interface Event {

  /// The commit that made the change.
  long revision();

  /// The changed key.
  String key();

  /// The entry before the change; null when the key was created.
  @Nullable Entry previous();

  /// A key was written.
  record Put(Entry entry, @Nullable Entry previous) implements Event {
    @Override
    public long revision() {
      return entry.modRevision();
    }

    @Override
    public String key() {
      return entry.key();
    }

    /// Whether the key did not exist before.
    public boolean created() {
      return previous == null;
    }
  }

  /// A key was removed.
  record Delete(long revision, Entry previous) implements Event {
    @Override
    public String key() {
      return previous.key();
    }
  }
}
