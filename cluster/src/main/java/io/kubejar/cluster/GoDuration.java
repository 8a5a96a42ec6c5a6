package io.kubejar.cluster;

import io.kubejar.cli.UserException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as upstream's options have them: `90s`, `1m30s`, `500ms`.
final class GoDuration {
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|us|ns|h|m|s)");

  private GoDuration() {}

  /// Reads the value of an option.
  static Duration parse(String option, String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!part.find() || part.start() != at) {
        throw flaw(option, text);
      }
      at = part.end();
      sum = sum.plusNanos((long) (Double.parseDouble(part.group(1)) * unit(part.group(2))));
    }
    if (text.isEmpty()) {
      throw flaw(option, text);
    }
    return sum;
  }

  private static double unit(String name) {
    return switch (name) {
      case "h" -> 3600e9;
      case "m" -> 60e9;
      case "s" -> 1e9;
      case "ms" -> 1e6;
      case "us" -> 1e3;
      default -> 1;
    };
  }

  private static UserException flaw(String option, String text) {
    return new UserException(
        "%s: \"%s\" is no duration such as 30s or 1m30s".formatted(option, text));
  }
}
