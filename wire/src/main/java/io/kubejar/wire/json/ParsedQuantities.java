package io.kubejar.wire.json;

import io.kubejar.api.value.Quantity;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Quantities by their text: a few texts make up most of a cluster's, so each is parsed and kept
/// once, in a table of fixed size that forgets by overwriting.
final class ParsedQuantities {
  private record Entry(String text, Quantity quantity) {}

  private static final int SLOTS = 1 << 9;
  private static final AtomicReferenceArray<@Nullable Entry> ENTRIES =
      new AtomicReferenceArray<>(SLOTS);

  private ParsedQuantities() {}

  static Quantity get(String text) {
    int hash = text.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    Entry known = ENTRIES.get(slot);
    if (known != null && known.text.equals(text)) {
      return known.quantity;
    }
    Quantity parsed = Quantity.parse(text);
    ENTRIES.set(slot, new Entry(text, parsed));
    return parsed;
  }
}
