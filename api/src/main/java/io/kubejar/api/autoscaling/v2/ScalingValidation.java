package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The rules for autoscalers, which both served versions are held to.
public final class ScalingValidation {
  private static final int LEAST_REPLICAS = 1;
  private static final List<String> METRIC_TYPES =
      List.of("ContainerResource", "External", "Object", "Pods", "Resource");
  private static final List<String> TARGET_TYPES = List.of("Utilization", "Value", "AverageValue");

  private ScalingValidation() {}

  /// Reports what is wrong with what a client asks for.
  ///
  /// @param before the smallest size so far, which may stay 0
  public static void check(
      HorizontalPodAutoscalerSpec spec, @Nullable Integer before, FieldErrors errors) {
    Path path = Path.of("spec");
    Integer least = spec.minReplicas();
    boolean none = errors.allows("HPAScaleToZero") || before != null && before == 0;
    int bound = none ? 0 : LEAST_REPLICAS;
    if (least != null && least < bound) {
      errors.invalid(path.child("minReplicas"), least, "must be greater than or equal to " + bound);
    }
    if (spec.maxReplicas() == 0) {
      errors.required(path.child("maxReplicas"), "must be set and greater than 0");
    } else if (spec.maxReplicas() < 0) {
      errors.invalid(path.child("maxReplicas"), spec.maxReplicas(), "must be greater than 0");
    }
    if (least != null && spec.maxReplicas() < least) {
      errors.invalid(
          path.child("maxReplicas"),
          spec.maxReplicas(),
          "must be greater than or equal to `minReplicas`");
    }
    checkReference(spec.scaleTargetRef(), path.child("scaleTargetRef"), errors);
    checkMetrics(spec, path.child("metrics"), errors);
    HorizontalPodAutoscalerBehavior behavior = spec.behavior();
    if (behavior != null) {
      Path at = path.child("behavior");
      ScalingRuleValidation.check(behavior.scaleUp(), at.child("scaleUp"), errors);
      ScalingRuleValidation.check(behavior.scaleDown(), at.child("scaleDown"), errors);
    }
  }

  /// Reports what is wrong with the sizes in a status.
  public static void checkStatus(int current, int desired, FieldErrors errors) {
    errors.nonNegative(Path.of("status", "currentReplicas"), current);
    errors.nonNegative(Path.of("status", "desiredReplicas"), desired);
  }

  private static void checkReference(
      CrossVersionObjectReference reference, Path path, FieldErrors errors) {
    checkSegment(reference.kind(), path.child("kind"), "", errors);
    checkSegment(reference.name(), path.child("name"), "", errors);
  }

  private static void checkSegment(String text, Path path, String missing, FieldErrors errors) {
    if (text.isEmpty()) {
      errors.required(path, missing);
    } else {
      errors.invalid(path, text, Formats.pathSegment(text, false));
    }
  }

  private static void checkMetrics(
      HorizontalPodAutoscalerSpec spec, Path path, FieldErrors errors) {
    List<MetricSpec> metrics = spec.metrics();
    boolean outside = false;
    for (int i = 0; i < metrics.size(); i++) {
      check(metrics.get(i), path.index(i), errors);
      String type = metrics.get(i).type();
      outside |= type.equals("Object") || type.equals("External");
    }
    Integer least = spec.minReplicas();
    if (least != null && least == 0 && !outside) {
      errors.forbidden(
          path,
          "must specify at least one Object or External metric to support scaling to zero"
              + " replicas");
    }
  }

  private static void check(MetricSpec metric, Path path, FieldErrors errors) {
    String type = metric.type();
    if (type.isEmpty()) {
      errors.required(path.child("type"), "must specify a metric source type");
    }
    if (!METRIC_TYPES.contains(type)) {
      errors.notSupported(path.child("type"), type, METRIC_TYPES);
    }
    List<String> present = new ArrayList<>(1);
    if (metric.object() != null && isFirst("object", present)) {
      check(metric.object(), path.child("object"), errors);
    }
    if (metric.external() != null && isFirst("external", present)) {
      check(metric.external(), path.child("external"), errors);
    }
    if (metric.pods() != null && isFirst("pods", present)) {
      check(metric.pods(), path.child("pods"), errors);
    }
    if (metric.resource() != null && isFirst("resource", present)) {
      check(metric.resource(), path.child("resource"), errors);
    }
    if (metric.containerResource() != null && isFirst("containerResource", present)) {
      check(metric.containerResource(), path.child("containerResource"), errors);
    }
    String expected = "";
    if (METRIC_TYPES.contains(type)) {
      expected = type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    } else {
      errors.notSupported(path.child("type"), type, METRIC_TYPES);
    }
    if (!expected.isEmpty() && !present.contains(expected)) {
      errors.required(
          path.child(expected), "must populate information for the given metric source");
    }
    if (present.size() != 1) {
      present.remove(expected);
      present.sort(null);
      present.forEach(
          other ->
              errors.forbidden(path.child(other), "must populate the given metric source only"));
    }
  }

  private static boolean isFirst(String name, List<String> present) {
    present.add(name);
    return present.size() == 1;
  }

  private static void check(ObjectMetricSource source, Path path, FieldErrors errors) {
    checkReference(source.describedObject(), path.child("describedObject"), errors);
    check(source.metric(), path.child("metric"), errors);
    Path target = path.child("target");
    check(source.target(), target, errors);
    if (source.target().value() == null && source.target().averageValue() == null) {
      errors.required(
          target.child("averageValue"), "must set either a target value or averageValue");
    }
  }

  private static void check(ExternalMetricSource source, Path path, FieldErrors errors) {
    check(source.metric(), path.child("metric"), errors);
    Path target = path.child("target");
    check(source.target(), target, errors);
    boolean total = source.target().value() != null;
    boolean average = source.target().averageValue() != null;
    if (!total && !average) {
      errors.required(
          target.child("averageValue"),
          "must set either a target value for metric or a per-pod target");
    }
    if (total && average) {
      errors.forbidden(
          target.child("value"), "may not set both a target value for metric and a per-pod target");
    }
  }

  private static void check(PodsMetricSource source, Path path, FieldErrors errors) {
    check(source.metric(), path.child("metric"), errors);
    Path target = path.child("target");
    check(source.target(), target, errors);
    Quantity average = source.target().averageValue();
    if (average == null || average.signum() != 1) {
      errors.required(target.child("averageValue"), "must specify a positive target averageValue");
    }
  }

  private static void check(ResourceMetricSource source, Path path, FieldErrors errors) {
    if (source.name().isEmpty()) {
      errors.required(path.child("name"), "must specify a resource name");
    }
    checkUsage(source.target(), path.child("target"), errors);
  }

  private static void check(ContainerResourceMetricSource source, Path path, FieldErrors errors) {
    if (source.name().isEmpty()) {
      errors.required(path.child("name"), "must specify a resource name");
    }
    if (source.container().isEmpty()) {
      errors.required(path.child("container"), "must specify a container");
    }
    checkUsage(source.target(), path.child("target"), errors);
  }

  private static void checkUsage(MetricTarget target, Path path, FieldErrors errors) {
    check(target, path, errors);
    boolean share = target.averageUtilization() != null;
    boolean amount = target.averageValue() != null;
    if (!share && !amount) {
      errors.required(
          path.child("averageUtilization"),
          "must set either a target raw value or a target utilization");
    }
    if (share && amount) {
      errors.forbidden(
          path.child("averageValue"),
          "may not set both a target raw value and a target utilization");
    }
  }

  private static void check(MetricTarget target, Path path, FieldErrors errors) {
    if (target.type().isEmpty()) {
      errors.required(path.child("type"), "must specify a metric target type");
    }
    if (!TARGET_TYPES.contains(target.type())) {
      errors.invalid(
          path.child("type"), target.type(), "must be either Utilization, Value, or AverageValue");
    }
    checkPositive(target.value(), path.child("value"), errors);
    checkPositive(target.averageValue(), path.child("averageValue"), errors);
    Integer share = target.averageUtilization();
    if (share != null && share < 1) {
      errors.invalid(path.child("averageUtilization"), share, "must be greater than 0");
    }
  }

  private static void checkPositive(@Nullable Quantity value, Path path, FieldErrors errors) {
    if (value != null && value.signum() != 1) {
      errors.invalid(path, value, "must be positive");
    }
  }

  private static void check(MetricIdentifier metric, Path path, FieldErrors errors) {
    checkSegment(metric.name(), path.child("name"), "must specify a metric name", errors);
  }
}
