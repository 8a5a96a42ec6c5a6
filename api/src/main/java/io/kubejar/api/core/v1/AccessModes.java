package io.kubejar.api.core.v1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How volumes can be mounted, as tables show it.
final class AccessModes {
  private static final Map<String, String> SHORT =
      Map.of(
          "ReadWriteOnce", "RWO",
          "ReadOnlyMany", "ROX",
          "ReadWriteMany", "RWX",
          "ReadWriteOncePod", "RWOP");

  private AccessModes() {}

  /// `RWO,ROX`, always in the same order.
  static String text(List<String> modes) {
    List<String> texts = new ArrayList<>();
    for (String mode :
        List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod")) {
      if (modes.contains(mode)) {
        texts.add(SHORT.getOrDefault(mode, mode));
      }
    }
    return String.join(",", texts);
  }
}
