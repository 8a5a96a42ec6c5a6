package io.kubejar.server.storage;

import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.json.JsonValue.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns autoscalers of `autoscaling/v1` into those of `autoscaling/v2`, as which both are kept,
/// and back. What the older version has no members for stands in annotations as JSON text; an
/// annotation that cannot be read is dropped.
final class AutoscalerConversion {
  private static final String PREFIX = "autoscaling.alpha.kubernetes.io/";
  private static final String METRICS = PREFIX + "metrics";
  private static final String CURRENT_METRICS = PREFIX + "current-metrics";
  private static final String CONDITIONS = PREFIX + "conditions";
  private static final String BEHAVIOR = PREFIX + "behavior";

  private AutoscalerConversion() {}

  static Obj toV2(JsonValue given) {
    Obj scaler = object(given);
    Obj spec = scaler.object("spec");
    Obj status = scaler.object("status");
    Obj annotations = scaler.object("metadata").object("annotations");

    List<JsonValue> metrics = new ArrayList<>(parsed(annotations, METRICS, true));
    JsonValue share = spec.get("targetCPUUtilizationPercentage");
    if (share != null) {
      metrics.addFirst(MetricForms.processors("target", "Utilization", share));
    }
    spec = spec.without("targetCPUUtilizationPercentage");
    if (!metrics.isEmpty()) {
      spec = spec.with("metrics", new Array(metrics));
    }
    JsonValue behavior = parse(annotations, BEHAVIOR);
    if (behavior instanceof Obj rules && !rules.members().isEmpty()) {
      spec = spec.with("behavior", MetricForms.paceToV2(rules));
    }

    List<JsonValue> current = new ArrayList<>(parsed(annotations, CURRENT_METRICS, false));
    JsonValue now = status.get("currentCPUUtilizationPercentage");
    if (current.isEmpty() && now != null) {
      current.add(MetricForms.processors("current", "", now));
    }
    status = status.without("currentCPUUtilizationPercentage");
    if (!current.isEmpty()) {
      status = status.with("currentMetrics", new Array(current));
    }
    if (parse(annotations, CONDITIONS) instanceof Array conditions) {
      status = status.with("conditions", conditions);
    }
    Obj plain = annotations;
    for (String name : List.of(METRICS, CURRENT_METRICS, CONDITIONS, BEHAVIOR)) {
      plain = plain.without(name);
    }
    return annotated(scaler, plain)
        .with("apiVersion", JsonValue.of("autoscaling/v2"))
        .with("spec", spec)
        .with("status", status);
  }

  static Obj toV1(JsonValue given) {
    Obj scaler = object(given);
    Obj spec = scaler.object("spec");
    Obj status = scaler.object("status");
    Obj annotations = scaler.object("metadata").object("annotations");

    List<JsonValue> others = new ArrayList<>();
    JsonValue share = null;
    for (JsonValue metric : spec.items("metrics")) {
      JsonValue processors = MetricForms.processorShare(object(metric), "target");
      if (processors == null) {
        others.add(MetricForms.toV1(object(metric), true));
      } else if (share == null) {
        share = processors;
      }
    }
    annotations = put(annotations, METRICS, others);
    if (spec.get("behavior") instanceof Obj behavior) {
      annotations = annotations.with(BEHAVIOR, text(MetricForms.paceToV1(behavior)));
    }
    spec = spec.without("metrics").without("behavior");
    if (share != null) {
      spec = spec.with("targetCPUUtilizationPercentage", share);
    }

    List<JsonValue> current = new ArrayList<>();
    JsonValue now = null;
    for (JsonValue metric : status.items("currentMetrics")) {
      JsonValue processors = MetricForms.processorShare(object(metric), "current");
      now = processors == null ? now : processors;
      current.add(MetricForms.toV1(object(metric), false));
    }
    annotations = put(annotations, CURRENT_METRICS, current);
    annotations = put(annotations, CONDITIONS, status.items("conditions"));
    status = status.without("currentMetrics").without("conditions");
    if (now != null) {
      status = status.with("currentCPUUtilizationPercentage", now);
    }
    return annotated(scaler, annotations)
        .with("apiVersion", JsonValue.of("autoscaling/v1"))
        .with("spec", spec)
        .with("status", status);
  }

  private static Obj annotated(Obj scaler, Obj annotations) {
    Obj metadata = scaler.object("metadata");
    return scaler.with(
        "metadata",
        annotations.members().isEmpty()
            ? metadata.without("annotations")
            : metadata.with("annotations", annotations));
  }

  private static Obj put(Obj annotations, String name, List<JsonValue> items) {
    return items.isEmpty() ? annotations : annotations.with(name, text(new Array(items)));
  }

  private static Text text(JsonValue value) {
    return new Text(value.toJsonText());
  }

  private static List<JsonValue> parsed(Obj annotations, String name, boolean target) {
    List<JsonValue> metrics = new ArrayList<>();
    if (parse(annotations, name) instanceof Array array) {
      for (JsonValue item : array.items()) {
        metrics.add(MetricForms.toV2(object(item), target));
      }
    }
    return metrics;
  }

  private static @Nullable JsonValue parse(Obj annotations, String name) {
    String text = annotations.text(name);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return JsonValue.parse(text);
    } catch (JsonException unreadable) {
      return null;
    }
  }

  static Obj object(@Nullable JsonValue value) {
    return value instanceof Obj object ? object : Obj.EMPTY;
  }
}
