package io.kubejar.store;

/// Consecutive keys: from `start` on and before `end`, in the order of their UTF-8 bytes.
///
/// @param start the first key that belongs
/// @param end the first key that does not; empty for no end
public record Keys(String start, String end) {

  /// Every key.
  public static final Keys ALL = new Keys("", "");

  /// The keys that begin with a prefix; an empty one means every key.
  public static Keys prefix(String prefix) {
    return new Keys(prefix, KeyOrder.afterPrefix(prefix));
  }

  /// One key.
  public static Keys only(String key) {
    return new Keys(key, key + '\0');
  }

  /// The keys of this range from `key` on.
  public Keys from(String key) {
    return KeyOrder.compare(key, start) > 0 ? new Keys(key, end) : this;
  }

  /// The keys of this range after `key`, to go on with the next page.
  public Keys after(String key) {
    return from(key + '\0');
  }

  /// Whether a key belongs.
  public boolean contains(String key) {
    return KeyOrder.compare(key, start) >= 0 && (end.isEmpty() || KeyOrder.compare(key, end) < 0);
  }
}
