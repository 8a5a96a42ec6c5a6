package io.kubejar.server.features;

import io.kubejar.api.codec.RecordCodec;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Takes members for absent whose features are off, unless the object has such members already.
///
/// Which members those are is said beside them (`@Field(gate = …)`).
public final class FeatureMembers {
  private final FeatureGates gates;

  /// Whether the gates that members name are on; of several, joined by commas, all have to be.
  private final ConcurrentHashMap<String, Boolean> known = new ConcurrentHashMap<>();

  public FeatureMembers(FeatureGates gates) {
    this.gates = gates;
  }

  /// The object as far as its features are on.
  ///
  /// @param old what it was before, if anything
  public <T> T enabled(RecordCodec<T> codec, T object, @Nullable T old) {
    Set<String> off = new HashSet<>();
    codec.features(
        object,
        gate -> {
          if (!isOn(gate)) {
            off.add(gate);
          }
        });
    if (!off.isEmpty() && old != null) {
      codec.features(old, off::remove);
    }
    return off.isEmpty() ? object : codec.without(object, off::contains);
  }

  /// Whether a feature is on, or several, their gates joined by commas.
  public boolean isOn(String gate) {
    return known.computeIfAbsent(
        gate,
        names -> {
          for (String name : names.split(",")) {
            if (!gates.isOn(name)) {
              return false;
            }
          }
          return true;
        });
  }
}
