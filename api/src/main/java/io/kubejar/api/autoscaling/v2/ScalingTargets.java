package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an autoscaler measures and what it should be, as tables show it.
final class ScalingTargets {
  private static final int SHOWN = 2;

  private ScalingTargets() {}

  static String text(List<MetricSpec> specs, List<MetricStatus> statuses) {
    if (specs.isEmpty()) {
      return "<none>";
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < Math.min(SHOWN, specs.size()); i++) {
      texts.add(text(specs.get(i), i < statuses.size() ? statuses.get(i) : null));
    }
    String text = String.join(", ", texts);
    return specs.size() > SHOWN ? text + " + " + (specs.size() - SHOWN) + " more..." : text;
  }

  private static String text(MetricSpec spec, @Nullable MetricStatus status) {
    ExternalMetricSource external = spec.external();
    if (external != null) {
      ExternalMetricStatus now = status == null ? null : status.external();
      return amounts(external.target(), now == null ? null : now.current());
    }
    PodsMetricSource pods = spec.pods();
    if (pods != null) {
      PodsMetricStatus now = status == null ? null : status.pods();
      return pair(
          pods.target().averageValue(), now == null ? null : now.current().averageValue(), "");
    }
    ObjectMetricSource object = spec.object();
    if (object != null) {
      ObjectMetricStatus now = status == null ? null : status.object();
      return amounts(object.target(), now == null ? null : now.current());
    }
    ResourceMetricSource resource = spec.resource();
    if (resource != null) {
      ResourceMetricStatus now = status == null ? null : status.resource();
      return resource.name() + ": " + usage(resource.target(), now == null ? null : now.current());
    }
    ContainerResourceMetricSource container = spec.containerResource();
    if (container != null) {
      ContainerResourceMetricStatus now = status == null ? null : status.containerResource();
      return container.name()
          + ": "
          + usage(container.target(), now == null ? null : now.current());
    }
    return "<unknown type>";
  }

  private static String amounts(MetricTarget target, @Nullable MetricValueStatus now) {
    return target.averageValue() != null
        ? pair(target.averageValue(), now == null ? null : now.averageValue(), " (avg)")
        : pair(target.value(), now == null ? null : now.value(), "");
  }

  private static String usage(MetricTarget target, @Nullable MetricValueStatus now) {
    if (target.averageValue() != null) {
      return pair(target.averageValue(), now == null ? null : now.averageValue(), "");
    }
    Integer share = now == null ? null : now.averageUtilization();
    Integer wanted = target.averageUtilization();
    return (share == null ? "<unknown>" : share + "%")
        + "/"
        + (wanted == null ? "<auto>" : wanted + "%");
  }

  private static String pair(@Nullable Quantity target, @Nullable Quantity now, String suffix) {
    return (now == null ? "<unknown>" : now.toString()) + "/" + target + suffix;
  }
}
