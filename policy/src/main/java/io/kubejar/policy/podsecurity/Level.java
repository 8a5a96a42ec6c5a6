package io.kubejar.policy.podsecurity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How much a pod is trusted, from all to little.
enum Level {
  PRIVILEGED,
  BASELINE,
  RESTRICTED;

  /// The level of a name, or null when there is none.
  static @Nullable Level of(String name) {
    for (Level level : values()) {
      if (level.toString().equals(name)) {
        return level;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
