package io.kubejar.wire.apply;

import io.kubejar.api.value.FieldsV1;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The fields of new objects by their structure: objects are made from few templates, and what
/// their makers own is found once for each.
final class KnownStructures {
  private static final int SLOTS = 64;
  private static final int LARGEST = 32 * 1024;

  private record Known(byte[] structure, FieldsV1 fields) {}

  private final AtomicReferenceArray<@Nullable Known> slots = new AtomicReferenceArray<>(SLOTS);

  private static int slot(byte[] structure) {
    int hash = Arrays.hashCode(structure) * 0x9E3779B9;
    return hash >>> 26;
  }

  @Nullable FieldsV1 fields(byte[] structure) {
    Known known = slots.get(slot(structure));
    return known != null && Arrays.equals(known.structure(), structure) ? known.fields() : null;
  }

  void put(byte[] structure, FieldsV1 fields) {
    if (structure.length <= LARGEST) {
      slots.set(slot(structure), new Known(structure, fields));
    }
  }
}
