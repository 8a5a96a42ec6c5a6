package io.kubejar.policy.accessreview;

import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.User;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.select.Fields;
import io.kubejar.wire.select.Labels;
import io.kubejar.wire.select.Requirement;
import io.kubejar.wire.select.SelectorException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Requests as `SubjectAccessReview`s.
final class AccessReview {
  private AccessReview() {}

  /// The review to post.
  ///
  /// @param version `v1` or `v1beta1`
  static Obj of(Attributes request, String version) {
    return Obj.EMPTY
        .with("kind", JsonValue.of("SubjectAccessReview"))
        .with("apiVersion", JsonValue.of("authorization.k8s.io/" + version))
        .with("metadata", Obj.EMPTY.with("creationTimestamp", JsonValue.Null.NULL))
        .with("spec", spec(request, version.equals("v1beta1") ? "group" : "groups", false))
        .with("status", Obj.EMPTY.with("allowed", new JsonValue.Bool(false)));
  }

  /// What match conditions see as `request`: everything, empty or not.
  static Obj forConditions(Attributes request) {
    return spec(request, "groups", true);
  }

  private static Obj spec(Attributes request, String groups, boolean complete) {
    User user = request.user();
    Map<String, JsonValue> spec = new LinkedHashMap<>();
    if (request.isResourceRequest()) {
      spec.put("resourceAttributes", resource(request, complete));
    } else {
      Map<String, JsonValue> path = new LinkedHashMap<>();
      put(path, "path", request.path(), complete);
      put(path, "verb", request.verb(), complete);
      spec.put("nonResourceAttributes", new Obj(path));
    }
    put(spec, "user", user.name(), complete);
    if (complete || !user.groups().isEmpty()) {
      spec.put(groups, texts(user.groups()));
    }
    if (complete || !user.extra().isEmpty()) {
      Map<String, JsonValue> extra = new LinkedHashMap<>();
      new TreeMap<>(user.extra()).forEach((key, values) -> extra.put(key, texts(values)));
      spec.put("extra", new Obj(extra));
    }
    put(spec, "uid", user.uid(), complete);
    return new Obj(spec);
  }

  private static Obj resource(Attributes request, boolean complete) {
    Map<String, JsonValue> resource = new LinkedHashMap<>();
    put(resource, "namespace", request.namespace(), complete);
    put(resource, "verb", request.verb(), complete);
    put(resource, "group", request.group(), complete);
    put(resource, "version", request.version(), complete);
    put(resource, "resource", request.resource(), complete);
    put(resource, "subresource", request.subresource(), complete);
    put(resource, "name", request.name(), complete);
    List<JsonValue> fields = fields(request.fieldSelector());
    if (!fields.isEmpty()) {
      resource.put("fieldSelector", Obj.EMPTY.with("requirements", new JsonValue.Array(fields)));
    }
    List<JsonValue> labels = labels(request.labelSelector());
    if (!labels.isEmpty()) {
      resource.put("labelSelector", Obj.EMPTY.with("requirements", new JsonValue.Array(labels)));
    }
    return new Obj(resource);
  }

  /// The requirements of a selector; none of one that cannot be understood, which selects more.
  private static List<JsonValue> fields(String selector) {
    List<JsonValue> requirements = new ArrayList<>();
    try {
      for (Fields.Term term : Fields.parse(selector).terms()) {
        requirements.add(
            requirement(term.field(), term.equal() ? "In" : "NotIn", List.of(term.value())));
      }
    } catch (SelectorException _) {
      return List.of();
    }
    return requirements;
  }

  private static List<JsonValue> labels(String selector) {
    List<JsonValue> requirements = new ArrayList<>();
    try {
      for (Requirement each : Labels.parse(selector).requirements()) {
        switch (each.operator()) {
          case IN, EQUALS, DOUBLE_EQUALS ->
              requirements.add(requirement(each.key(), "In", each.values()));
          case NOT_IN, NOT_EQUALS ->
              requirements.add(requirement(each.key(), "NotIn", each.values()));
          case EXISTS -> requirements.add(requirement(each.key(), "Exists", List.of()));
          case DOES_NOT_EXIST ->
              requirements.add(requirement(each.key(), "DoesNotExist", List.of()));
          case GREATER_THAN, LESS_THAN -> {} // reviews cannot say it
        }
      }
    } catch (SelectorException _) {
      return List.of();
    }
    return requirements;
  }

  private static Obj requirement(String key, String operator, List<String> values) {
    Obj requirement =
        Obj.EMPTY.with("key", JsonValue.of(key)).with("operator", JsonValue.of(operator));
    return values.isEmpty() ? requirement : requirement.with("values", texts(values));
  }

  private static JsonValue texts(List<String> texts) {
    return new JsonValue.Array(texts.stream().map(JsonValue::of).toList());
  }

  private static void put(
      Map<String, JsonValue> target, String name, String value, boolean complete) {
    if (complete || !value.isEmpty()) {
      target.put(name, JsonValue.of(value));
    }
  }
}
