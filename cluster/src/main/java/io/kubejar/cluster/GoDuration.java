package io.kubejar.cluster;

import io.kubejar.cli.UserException;
import io.kubejar.server.spi.ConfigDocument;
import java.time.Duration;

/// Durations as upstream's options have them: `90s`, `1m30s`, `500ms`.
final class GoDuration {
  private GoDuration() {}

  /// Reads the value of an option.
  static Duration parse(String option, String text) {
    Duration value = ConfigDocument.duration(text);
    if (value == null || value.isNegative()) {
      throw new UserException(
          "%s: \"%s\" is no duration such as 30s or 1m30s".formatted(option, text));
    }
    return value;
  }
}
