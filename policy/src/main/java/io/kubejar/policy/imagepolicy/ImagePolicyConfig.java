package io.kubejar.policy.imagepolicy;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.nio.file.Path;
import java.time.Duration;

/// How the plugin is configured: the object `imagePolicy`.
///
/// @param kubeconfig where the service is and how to log in there
/// @param allowTtl how long it is remembered that images are allowed
/// @param denyTtl how long it is remembered that they are not
/// @param pause how long it waits before it asks a second time
/// @param defaultAllow whether pods may run when the service cannot be asked
public record ImagePolicyConfig(
    Path kubeconfig, Duration allowTtl, Duration denyTtl, Duration pause, boolean defaultAllow) {
  private static final Duration TTL = Duration.ofMinutes(5);
  private static final Duration MOST_TTL = Duration.ofMinutes(30);
  private static final Duration LEAST_TTL = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration MOST_PAUSE = Duration.ofMinutes(5);
  private static final Duration LEAST_PAUSE = Duration.ofMillis(1);

  /// Reads the plugin's configuration.
  ///
  /// @throws IllegalArgumentException with a text for the user
  public static ImagePolicyConfig of(Obj document) {
    Obj config = document.object("imagePolicy");
    String file = config.text("kubeConfigFile");
    if (file.isEmpty()) {
      throw new IllegalArgumentException("imagePolicy.kubeConfigFile: Required value");
    }
    return new ImagePolicyConfig(
        Path.of(file),
        bounded(
            "allow cache",
            Duration.ofSeconds(number(config, "allowTTL")),
            LEAST_TTL,
            MOST_TTL,
            TTL),
        bounded(
            "deny cache", Duration.ofSeconds(number(config, "denyTTL")), LEAST_TTL, MOST_TTL, TTL),
        bounded(
            "backoff",
            Duration.ofMillis(number(config, "retryBackoff")),
            LEAST_PAUSE,
            MOST_PAUSE,
            PAUSE),
        config.get("defaultAllow") instanceof JsonValue.Bool(boolean allow) && allow);
  }

  private static long number(Obj config, String member) {
    return config.get(member) instanceof JsonValue.Int(long value) ? value : 0;
  }

  /// Zero means the default, a negative value none at all.
  private static Duration bounded(
      String name, Duration value, Duration least, Duration most, Duration otherwise) {
    if (value.isZero()) {
      return otherwise;
    }
    if (value.isNegative()) {
      return Duration.ZERO;
    }
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "valid value for %s is between %dms and %dms, got %dms"
              .formatted(name, least.toMillis(), most.toMillis(), value.toMillis()));
    }
    return value;
  }
}
