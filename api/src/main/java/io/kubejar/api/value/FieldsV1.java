package io.kubejar.api.value;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The set of fields that a manager owns, as raw JSON.
///
/// Thousands of objects carry the same few sets, so [#shared] hands out one instance for equal
/// texts, through a cache of fixed size that forgets by overwriting.
public record FieldsV1(Bytes text) {
  private static final int SLOTS = 1 << 10;

  /// Larger sets are rare and not kept, so that the cache stays small.
  private static final int LARGEST_KEPT = 8 * 1024;

  private static final AtomicReferenceArray<@Nullable FieldsV1> CACHE =
      new AtomicReferenceArray<>(SLOTS);

  public FieldsV1 {
    text = JsonText.compact(text);
  }

  /// The set with this compact text in a part of an array, most often an instance known already.
  public static FieldsV1 shared(byte[] json, int from, int to) {
    if (to - from > LARGEST_KEPT) {
      return new FieldsV1(Bytes.copyOf(json, from, to));
    }
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + json[i];
    }
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    FieldsV1 known = CACHE.get(slot);
    if (known != null && known.text.contentEquals(json, from, to)) {
      return known;
    }
    FieldsV1 fresh = new FieldsV1(Bytes.copyOf(json, from, to));
    CACHE.set(slot, fresh);
    return fresh;
  }

  /// The set with this text.
  public static FieldsV1 of(String text) {
    byte[] json = JsonText.compact(Bytes.utf8(text)).toArray();
    return shared(json, 0, json.length);
  }

  @Override
  public String toString() {
    return text.toUtf8();
  }
}
