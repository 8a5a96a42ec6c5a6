package io.kubejar.server.health;

import io.kubejar.server.features.Feature;
import io.kubejar.server.features.FeatureGates;
import java.util.List;

/// Which features are on, as metrics.
public final class FeatureMetrics {
  private FeatureMetrics() {}

  public static void register(Metrics metrics, FeatureGates gates) {
    for (Feature feature : gates.all()) {
      double on = gates.isOn(feature.name()) ? 1 : 0;
      metrics.gauge(
          "kubernetes_feature_enabled",
          "This metric records the data about the stage and enablement of a k8s feature.",
          () -> on,
          List.of("name", "stage"),
          List.of(feature.name(), feature.stage().label()));
    }
  }
}
