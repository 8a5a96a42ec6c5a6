package io.kubejar.api.value;

import org.jspecify.annotations.Nullable;

/// A cache of texts that repeat, which hands out one instance for equal texts most of the time.
///
/// Each text has one slot, by its hash, and a newer text overwrites an older one, so the cache has
/// a fixed size and nothing needs to be removed. Threads race on the slots without harm: a slot
/// holds some text or none, and every answer equals what was asked for.
public final class Interner {
  private static final Interner SHARED = new Interner(1 << 14);

  private final @Nullable String[] slots;
  private final int mask;

  /// An interner with a number of slots, rounded up to a power of two.
  public Interner(int slots) {
    int size = Integer.highestOneBit(Math.max(2, slots) * 2 - 1);
    this.slots = new @Nullable String[size];
    this.mask = size - 1;
  }

  /// The interner of the process.
  public static Interner shared() {
    return SHARED;
  }

  /// An equal text, most often one seen before.
  public String intern(String text) {
    int slot = slot(text.hashCode());
    String known = slots[slot];
    if (known != null && known.equals(text)) {
      return known;
    }
    slots[slot] = text;
    return text;
  }

  /// The text of ASCII bytes in a part of an array, most often without creating it.
  @SuppressWarnings("deprecation") // the one constructor that takes ASCII without looking
  public String internAscii(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = slot(hash);
    String known = slots[slot];
    if (known != null && equalsAscii(known, bytes, from, to)) {
      return known;
    }
    String text = new String(bytes, 0, from, to - from);
    slots[slot] = text;
    return text;
  }

  private static boolean equalsAscii(String known, byte[] bytes, int from, int to) {
    if (known.length() != to - from) {
      return false;
    }
    for (int i = 0; i < known.length(); i++) {
      if (known.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  private int slot(int hash) {
    return (hash ^ (hash >>> 15)) & mask;
  }
}
