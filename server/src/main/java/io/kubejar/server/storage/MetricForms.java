package io.kubejar.server.storage;

import static io.kubejar.server.storage.AutoscalerConversion.object;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Null;
import io.kubejar.wire.json.JsonValue.Obj;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The two forms of an autoscaler's metrics and pace: that of `autoscaling/v2`, and the one in the
/// annotations of `autoscaling/v1`.
final class MetricForms {
  private static final JsonValue NOTHING = JsonValue.of("0");

  private MetricForms() {}

  /// The metric that the older version has a member for.
  ///
  /// @param side `target` in a spec, `current` in a status
  static Obj processors(String side, String type, JsonValue share) {
    var amount = new LinkedHashMap<String, JsonValue>();
    if (!type.isEmpty()) {
      amount.put("type", JsonValue.of(type));
    }
    amount.put("averageUtilization", share);
    return new Obj(
        Map.of(
            "type",
            JsonValue.of("Resource"),
            "resource",
            new Obj(Map.of("name", JsonValue.of("cpu"), side, new Obj(amount)))));
  }

  /// The share of processors that a metric is about; null when it is about something else.
  static @Nullable JsonValue processorShare(Obj metric, String side) {
    Obj resource = metric.object("resource");
    return metric.text("type").equals("Resource") && resource.text("name").equals("cpu")
        ? resource.object(side).get("averageUtilization")
        : null;
  }

  /// A metric of the newer version as the older one's annotations hold it.
  static Obj toV1(Obj metric, boolean spec) {
    String side = spec ? "target" : "current";
    var out = new LinkedHashMap<String, JsonValue>();
    out.put("type", JsonValue.of(metric.text("type")));
    metric
        .members()
        .forEach(
            (name, value) -> {
              Obj source = object(value);
              Obj amount = source.object(side);
              Obj identity = source.object("metric");
              var part = new LinkedHashMap<String, JsonValue>();
              switch (name) {
                case "resource", "containerResource" -> {
                  put(part, "name", source.get("name"));
                  put(part, side + "AverageUtilization", amount.get("averageUtilization"));
                  put(part, side + "AverageValue", orZero(amount.get("averageValue"), !spec));
                  put(part, "container", source.get("container"));
                }
                case "pods" -> {
                  put(part, "metricName", identity.get("name"));
                  put(part, side + "AverageValue", orZero(amount.get("averageValue"), true));
                  put(part, "selector", identity.get("selector"));
                }
                case "object" -> {
                  put(part, "target", source.get("describedObject"));
                  put(part, "metricName", identity.get("name"));
                  put(part, side + "Value", orZero(amount.get("value"), true));
                  put(part, "selector", identity.get("selector"));
                  put(part, "averageValue", amount.get("averageValue"));
                }
                case "external" -> {
                  put(part, "metricName", identity.get("name"));
                  put(part, "metricSelector", identity.get("selector"));
                  put(part, side + "Value", orZero(amount.get("value"), !spec));
                  put(part, side + "AverageValue", amount.get("averageValue"));
                }
                default -> {
                  return;
                }
              }
              out.put(name, new Obj(part));
            });
    return new Obj(out);
  }

  /// A metric from the older version's annotations as the newer one holds it.
  static Obj toV2(Obj metric, boolean spec) {
    String side = spec ? "target" : "current";
    var out = new LinkedHashMap<String, JsonValue>();
    out.put("type", JsonValue.of(metric.text("type")));
    metric
        .members()
        .forEach(
            (name, value) -> {
              Obj source = object(value);
              var part = new LinkedHashMap<String, JsonValue>();
              var amount = new LinkedHashMap<String, JsonValue>();
              JsonValue total = source.get(side + "Value");
              JsonValue average =
                  source.get(name.equals("object") ? "averageValue" : side + "AverageValue");
              JsonValue share = source.get(side + "AverageUtilization");
              String type;
              switch (name) {
                case "resource", "containerResource" -> {
                  put(part, "name", source.get("name"));
                  put(part, "container", source.get("container"));
                  type = share != null ? "Utilization" : "AverageValue";
                }
                case "pods" -> {
                  put(part, "metric", identity(source, "selector"));
                  type = "AverageValue";
                }
                case "object" -> {
                  put(part, "describedObject", source.get("target"));
                  put(part, "metric", identity(source, "selector"));
                  type = average == null ? "Value" : "AverageValue";
                  total = average == null ? total : null;
                }
                case "external" -> {
                  put(part, "metric", identity(source, "metricSelector"));
                  type = total != null ? "Value" : "AverageValue";
                }
                default -> {
                  return;
                }
              }
              put(amount, "type", spec ? JsonValue.of(type) : null);
              put(amount, "value", total);
              put(amount, "averageValue", average);
              put(amount, "averageUtilization", share);
              part.put(side, new Obj(amount));
              out.put(name, new Obj(part));
            });
    return new Obj(out);
  }

  /// The pace of scaling as annotations hold it: capitalized names, absent values as `null`.
  static Obj paceToV1(Obj behavior) {
    var out = new LinkedHashMap<String, JsonValue>();
    for (String direction : List.of("scaleUp", "scaleDown")) {
      out.put(
          capitalized(direction),
          behavior.get(direction) instanceof Obj rules ? rulesToV1(rules) : Null.NULL);
    }
    return new Obj(out);
  }

  private static Obj rulesToV1(Obj rules) {
    List<JsonValue> policies = new ArrayList<>();
    for (JsonValue policy : rules.items("policies")) {
      policies.add(capitalized(object(policy), List.of("type", "value", "periodSeconds")));
    }
    return capitalized(
        rules.with("policies", policies.isEmpty() ? Null.NULL : new Array(policies)),
        List.of("stabilizationWindowSeconds", "selectPolicy", "policies", "tolerance"));
  }

  /// The pace of scaling from an annotation; names may be written either way.
  static Obj paceToV2(Obj behavior) {
    return object(uncapitalized(behavior));
  }

  private static JsonValue uncapitalized(JsonValue value) {
    return switch (value) {
      case Obj object -> {
        var out = new LinkedHashMap<String, JsonValue>();
        object
            .members()
            .forEach(
                (name, part) -> {
                  if (part != Null.NULL && !name.isEmpty()) {
                    out.put(
                        name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1),
                        uncapitalized(part));
                  }
                });
        yield new Obj(out);
      }
      case Array array ->
          new Array(array.items().stream().map(MetricForms::uncapitalized).toList());
      default -> value;
    };
  }

  private static Obj capitalized(Obj value, List<String> names) {
    var out = new LinkedHashMap<String, JsonValue>();
    for (String name : names) {
      JsonValue part = value.get(name);
      out.put(capitalized(name), part == null ? Null.NULL : part);
    }
    return new Obj(out);
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static Obj identity(Obj source, String selector) {
    var out = new LinkedHashMap<String, JsonValue>();
    put(out, "name", source.get("metricName"));
    put(out, "selector", source.get(selector));
    return new Obj(out);
  }

  private static @Nullable JsonValue orZero(@Nullable JsonValue value, boolean always) {
    return value == null && always ? NOTHING : value;
  }

  private static void put(Map<String, JsonValue> out, String name, @Nullable JsonValue value) {
    if (value != null && value != Null.NULL) {
      out.put(name, value);
    }
  }
}
