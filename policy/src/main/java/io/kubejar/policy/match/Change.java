package io.kubejar.policy.match;

import io.kubejar.api.admissionregistration.v1.MatchResources;
import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.User;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A change with its documents, which are made when they are first needed.
public final class Change {
  private static final String REGISTRATION = "admissionregistration.k8s.io";

  private final Admission<?> admission;
  private final ClusterView view;
  private @Nullable JsonValue object;
  private @Nullable JsonValue old;

  public Change(Admission<?> admission, ClusterView view) {
    this.admission = admission;
    this.view = view;
  }

  public Admission<?> admission() {
    return admission;
  }

  /// Whether the change is on a configuration of admission itself, which no policy or webhook may
  /// stand in the way of.
  public static boolean isExempt(Admission<?> admission) {
    return admission.kind().names().group().equals(REGISTRATION);
  }

  /// The new state, or null.
  public JsonValue object() {
    JsonValue known = object;
    if (known == null) {
      known = document(admission.kind(), admission.object());
      object = known;
    }
    return known;
  }

  /// The stored state, or null.
  public JsonValue oldObject() {
    JsonValue known = old;
    if (known == null) {
      known = document(admission.kind(), admission.old());
      old = known;
    }
    return known;
  }

  /// An object as a document.
  public static <T extends ApiObject> JsonValue document(Kind<T> kind, @Nullable ApiObject object) {
    if (object == null) {
      return JsonValue.Null.NULL;
    }
    @SuppressWarnings("unchecked") // an object of the kind
    T typed = (T) object;
    return JsonValue.parse(JsonEncoder.encodeObject(kind.codec(), typed));
  }

  /// The namespace the object is in, or null for objects of the cluster.
  public @Nullable Namespace namespace() {
    if (isNamespace() || admission.namespace().isEmpty()) {
      return null;
    }
    return view.get(NamespaceKind.NAMESPACE, "", admission.namespace());
  }

  private boolean isNamespace() {
    return admission.kind() == NamespaceKind.NAMESPACE;
  }

  /// Whether the change is one of those chosen.
  public boolean isIn(@Nullable MatchResources choice) {
    if (choice == null) {
      return true;
    }
    if (!inNamespaces(choice.namespaceSelector()) || !hasLabels(choice.objectSelector())) {
      return false;
    }
    for (var rule : choice.excludeResourceRules()) {
      if (Rule.of(rule).matches(admission)) {
        return false;
      }
    }
    return choice.resourceRules().isEmpty()
        || choice.resourceRules().stream().anyMatch(rule -> Rule.of(rule).matches(admission));
  }

  /// Whether the namespace's labels match; those of the cluster match always.
  public boolean inNamespaces(@Nullable LabelSelector selector) {
    if (selector == null || isEmpty(selector)) {
      return true;
    }
    if (isNamespace()) {
      ApiObject subject = admission.object() == null ? admission.old() : admission.object();
      return subject == null || LabelSelectors.matches(selector, subject.metadata().labels());
    }
    if (admission.namespace().isEmpty()) {
      return true;
    }
    Namespace namespace = namespace();
    return LabelSelectors.matches(
        selector, namespace == null ? Map.of() : namespace.metadata().labels());
  }

  /// Whether the labels of the object, before or after, match.
  public boolean hasLabels(@Nullable LabelSelector selector) {
    if (selector == null || isEmpty(selector)) {
      return true;
    }
    return matches(selector, admission.object()) || matches(selector, admission.old());
  }

  private static boolean matches(LabelSelector selector, @Nullable ApiObject object) {
    return object != null && LabelSelectors.matches(selector, object.metadata().labels());
  }

  private static boolean isEmpty(LabelSelector selector) {
    return selector.matchLabels().isEmpty() && selector.matchExpressions().isEmpty();
  }

  /// The change as an `AdmissionRequest`, without the objects themselves.
  public Map<String, JsonValue> request() {
    Names names = admission.kind().names();
    Map<String, JsonValue> request = new LinkedHashMap<>();
    JsonValue kind = name(names, "kind", names.kind());
    JsonValue resource = name(names, "resource", names.plural());
    request.put("kind", kind);
    request.put("resource", resource);
    put(request, "subResource", admission.subresource());
    request.put("requestKind", kind);
    request.put("requestResource", resource);
    put(request, "requestSubResource", admission.subresource());
    put(request, "name", admission.name());
    put(request, "namespace", admission.namespace());
    request.put("operation", JsonValue.of(admission.operation().name()));
    request.put("userInfo", user(admission.user()));
    request.put("dryRun", JsonValue.of(admission.dryRun()));
    String options =
        switch (admission.operation()) {
          case CREATE -> "CreateOptions";
          case UPDATE -> "UpdateOptions";
          case DELETE -> "DeleteOptions";
          case CONNECT -> "";
        };
    if (!options.isEmpty()) {
      request.put(
          "options",
          new JsonValue.Obj(
              Map.of("kind", JsonValue.of(options), "apiVersion", JsonValue.of("meta.k8s.io/v1"))));
    }
    return request;
  }

  private static JsonValue name(Names names, String what, String value) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("group", JsonValue.of(names.group()));
    members.put("version", JsonValue.of(names.version()));
    members.put(what, JsonValue.of(value));
    return new JsonValue.Obj(members);
  }

  private static void put(Map<String, JsonValue> members, String name, String value) {
    if (!value.isEmpty()) {
      members.put(name, JsonValue.of(value));
    }
  }

  private static JsonValue user(User user) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("username", JsonValue.of(user.name()));
    put(members, "uid", user.uid());
    if (!user.groups().isEmpty()) {
      members.put("groups", texts(user.groups()));
    }
    if (!user.extra().isEmpty()) {
      Map<String, JsonValue> extra = new LinkedHashMap<>();
      user.extra().forEach((key, values) -> extra.put(key, texts(values)));
      members.put("extra", new JsonValue.Obj(extra));
    }
    return new JsonValue.Obj(members);
  }

  private static JsonValue texts(List<String> texts) {
    return new JsonValue.Array(texts.stream().map(JsonValue::of).toList());
  }
}
