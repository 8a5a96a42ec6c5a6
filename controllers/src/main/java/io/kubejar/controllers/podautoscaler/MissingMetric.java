package io.kubejar.controllers.podautoscaler;

import io.kubejar.api.autoscaling.v2.ContainerResourceMetricSource;
import io.kubejar.api.autoscaling.v2.ExternalMetricSource;
import io.kubejar.api.autoscaling.v2.MetricIdentifier;
import io.kubejar.api.autoscaling.v2.MetricSpec;
import io.kubejar.api.autoscaling.v2.MetricTarget;
import io.kubejar.api.autoscaling.v2.ObjectMetricSource;
import io.kubejar.api.autoscaling.v2.ResourceMetricSource;
import io.kubejar.controllers.runtime.SelectorText;
import org.jspecify.annotations.Nullable;

/// Why a metric has no value, in upstream's words.
///
/// @param reason of the condition and of the event
/// @param cause what is wrong with the metric
/// @param summary the same with the metric's name in front
record MissingMetric(String reason, String cause, String summary) {
  private static final String NO_RESOURCES =
      "unable to get metrics for resource %s: unable to fetch metrics from resource metrics API:"
          + " the server could not find the requested resource (get pods.metrics.k8s.io)";
  private static final String NO_CUSTOM =
      "unable to fetch metrics from custom metrics API: no custom metrics API"
          + " (custom.metrics.k8s.io) registered";
  private static final String NO_EXTERNAL =
      "unable to fetch metrics from external metrics API: the server could not find the requested"
          + " resource (get %s.external.metrics.k8s.io)";

  static MissingMetric of(MetricSpec metric, String namespace) {
    ResourceMetricSource resource = metric.resource();
    ContainerResourceMetricSource container = metric.containerResource();
    ObjectMetricSource object = metric.object();
    ExternalMetricSource external = metric.external();
    if (resource != null) {
      String cause = resource(resource.name(), resource.target());
      return new MissingMetric(
          "FailedGetResourceMetric",
          cause,
          "failed to get %s resource metric value: %s".formatted(resource.name(), cause));
    }
    if (container != null) {
      String cause = resource(container.name(), container.target());
      return new MissingMetric(
          "FailedGetContainerResourceMetric",
          cause,
          "failed to get %s container metric value: %s".formatted(container.container(), cause));
    }
    if (object != null) {
      String cause =
          "unable to get metric %s: %s on %s %s/%s"
              .formatted(
                  object.metric().name(),
                  object.describedObject().kind(),
                  namespace,
                  object.describedObject().name(),
                  NO_CUSTOM);
      return new MissingMetric(
          "FailedGetObjectMetric", cause, "failed to get object metric value: " + cause);
    }
    if (external != null) {
      String name = external.metric().name();
      String cause =
          "unable to get external metric %s/%s/%s: %s"
              .formatted(
                  namespace,
                  name,
                  SelectorText.of(external.metric().selector()),
                  NO_EXTERNAL.formatted(name));
      return new MissingMetric(
          "FailedGetExternalMetric",
          cause,
          "failed to get %s external metric value: %s".formatted(name, cause));
    }
    MetricIdentifier pods = metric.pods() == null ? null : metric.pods().metric();
    String cause = "unable to get metric %s: %s".formatted(name(pods), NO_CUSTOM);
    return new MissingMetric(
        "FailedGetPodsMetric", cause, "failed to get pods metric value: " + cause);
  }

  private static String resource(String name, MetricTarget target) {
    return "failed to get %s %s: %s"
        .formatted(
            name,
            target.averageValue() == null ? "utilization" : "usage",
            NO_RESOURCES.formatted(name));
  }

  private static String name(@Nullable MetricIdentifier metric) {
    return metric == null ? "" : metric.name();
  }
}
