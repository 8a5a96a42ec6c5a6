package io.kubejar.api.core.v1;

import java.util.List;

/// Whether tolerations cover a taint.
public final class Tolerations {
  private Tolerations() {}

  /// Whether any of the tolerations covers the taint.
  public static boolean tolerates(List<Toleration> tolerations, Taint taint) {
    for (Toleration toleration : tolerations) {
      if (tolerates(toleration, taint)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a toleration covers the taint: same effect, same key, and a value that fits.
  public static boolean tolerates(Toleration toleration, Taint taint) {
    if (!toleration.effect().isEmpty() && !toleration.effect().equals(taint.effect())) {
      return false;
    }
    if (!toleration.key().isEmpty() && !toleration.key().equals(taint.key())) {
      return false;
    }
    return switch (toleration.operator()) {
      case "", "Equal" -> toleration.value().equals(taint.value());
      case "Exists" -> true;
      case "Lt" -> compare(taint.value(), toleration.value()) < 0;
      case "Gt" -> compare(taint.value(), toleration.value()) > 0;
      default -> false;
    };
  }

  private static int compare(String taint, String toleration) {
    try {
      return Long.compare(Long.parseLong(taint), Long.parseLong(toleration));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
