package io.kubejar.controllers.tainteviction;

import io.kubejar.api.core.v1.Taint;
import io.kubejar.api.core.v1.Toleration;
import io.kubejar.api.core.v1.Tolerations;
import java.time.Duration;
import java.util.List;

/// How long a pod may stay on a node with taints.
sealed interface Patience {
  /// For good.
  record Endless() implements Patience {}

  /// For a while, or not at all, from when the taints appeared.
  record Limited(Duration time) implements Patience {}

  /// What tolerations allow of the taints with the effect `NoExecute`.
  static Patience of(List<Taint> taints, List<Toleration> tolerations) {
    Duration least = null;
    for (Taint taint : taints) {
      if (!taint.effect().equals("NoExecute")) {
        continue;
      }
      boolean tolerated = false;
      for (Toleration toleration : tolerations) {
        if (Tolerations.tolerates(toleration, taint)) {
          tolerated = true;
          Long seconds = toleration.tolerationSeconds();
          if (seconds != null) {
            Duration time = Duration.ofSeconds(Math.max(0, seconds));
            least = least == null || time.compareTo(least) < 0 ? time : least;
          }
        }
      }
      if (!tolerated) {
        return new Limited(Duration.ZERO);
      }
    }
    return least == null ? new Endless() : new Limited(least);
  }
}
