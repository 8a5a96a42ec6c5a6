package io.kubejar.server.registry;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.spi.Failures;
import io.kubejar.wire.select.Fields;
import io.kubejar.wire.select.Labels;
import io.kubejar.wire.select.SelectorException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// Which objects of a kind are meant: a namespace, a label selector and a field selector.
public final class Selection<T extends ApiObject> {
  private final String namespace;
  private final Labels labels;
  private final Fields fields;
  private final Map<String, Function<T, String>> values;

  private Selection(
      String namespace, Labels labels, Fields fields, Map<String, Function<T, String>> values) {
    this.namespace = namespace;
    this.labels = labels;
    this.fields = fields;
    this.values = values;
  }

  /// All objects of a namespace, or of all for an empty one.
  public static <T extends ApiObject> Selection<T> all(String namespace) {
    return new Selection<>(namespace, Labels.everything(), Fields.everything(), Map.of());
  }

  /// Reads the selectors of a request; what cannot be read makes a 400.
  public static <T extends ApiObject> Selection<T> parse(
      Kind<T> kind, String namespace, String labelSelector, String fieldSelector) {
    try {
      Labels labels = Labels.parse(labelSelector);
      Fields fields = Fields.parse(fieldSelector);
      return new Selection<>(namespace, labels, fields, values(kind, fields));
    } catch (SelectorException e) {
      throw Failures.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /// The one name that a field selector leaves, or empty.
  public static String exactName(String fieldSelector) {
    if (fieldSelector.isEmpty()) {
      return "";
    }
    try {
      return Fields.parse(fieldSelector).exactValue("metadata.name").orElse("");
    } catch (SelectorException e) {
      return "";
    }
  }

  private static <T extends ApiObject> Map<String, Function<T, String>> values(
      Kind<T> kind, Fields fields) {
    if (fields.isEverything()) {
      return Map.of();
    }
    var values = new HashMap<String, Function<T, String>>();
    values.put("", _ -> "");
    values.put("metadata.name", object -> object.metadata().name());
    if (kind.names().namespaced() || kind.selectableFields().isEmpty()) {
      values.put("metadata.namespace", object -> object.metadata().namespace());
    }
    for (SelectableField<T> field : kind.selectableFields()) {
      values.put(field.path(), field.value());
    }
    for (Fields.Term term : fields.terms()) {
      if (!values.containsKey(term.field())) {
        throw Failures.badRequest(kind.unsupportedField(term.field()));
      }
    }
    return values;
  }

  public String namespace() {
    return namespace;
  }

  public Labels labels() {
    return labels;
  }

  public Fields fields() {
    return fields;
  }

  /// Whether there are no selectors.
  public boolean isEverything() {
    return labels.isEverything() && fields.isEverything();
  }

  /// Whether there is a label selector and no other.
  boolean isLabelsOnly() {
    return !labels.isEverything() && fields.isEverything();
  }

  /// Whether the selectors match an object of the namespace.
  boolean matchesSelectors(T object) {
    return (labels.isEverything() || labels.matches(object.metadata().labels()))
        && (fields.isEverything() || fields.matches(field -> value(field, object)));
  }

  boolean matches(T object) {
    return (namespace.isEmpty() || namespace.equals(object.metadata().namespace()))
        && matchesSelectors(object);
  }

  private String value(String field, T object) {
    var function = values.get(field);
    return function == null ? "" : function.apply(object);
  }
}
