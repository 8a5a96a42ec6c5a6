package io.kubejar.policy.podnodeselector;

import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.json.JsonValue.Text;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Adds a namespace's node selector to its pods, and refuses pods whose own selector contradicts it
/// or goes beyond what the namespace may use.
public final class PodNodeSelector implements AdmissionPlugin {
  private static final String ANNOTATION = "scheduler.alpha.kubernetes.io/node-selector";
  private static final String DEFAULT = "clusterDefaultNodeSelector";

  private final ClusterView view;
  private final Map<String, Map<String, String>> selectors;

  /// @param selectors the default selector, and what each namespace may use
  private PodNodeSelector(ClusterView view, Map<String, Map<String, String>> selectors) {
    this.view = view;
    this.selectors = Map.copyOf(selectors);
  }

  /// @param document the configuration, whose member `podNodeSelectorPluginConfig` has the
  ///   selectors by namespace, the default under `clusterDefaultNodeSelector`
  /// @throws IllegalArgumentException when a selector cannot be read
  public static PodNodeSelector of(ClusterView view, Obj document) {
    Map<String, Map<String, String>> selectors = new HashMap<>();
    document
        .object("podNodeSelectorPluginConfig")
        .members()
        .forEach(
            (namespace, selector) -> {
              if (selector instanceof Text(String text)) {
                selectors.put(namespace, parse(text));
              }
            });
    return new PodNodeSelector(view, selectors);
  }

  @Override
  public String name() {
    return "PodNodeSelector";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    Pod pod = Admitted.newPod(admission);
    if (pod == null) {
      return admission.object();
    }
    Map<String, String> ofNamespace = selector(admission);
    if (conflict(ofNamespace, pod.spec().nodeSelector())) {
      throw Admitted.forbidden(
          admission, "pod node label selector conflicts with its namespace node label selector");
    }
    Map<String, String> merged = new HashMap<>(pod.spec().nodeSelector());
    merged.putAll(ofNamespace);
    checkAllowed(admission, merged);
    return merged.equals(pod.spec().nodeSelector())
        ? admission.object()
        : Admitted.changed(admission, pod.with(it -> it.spec(spec -> spec.nodeSelector(merged))));
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    Pod pod = Admitted.newPod(admission);
    if (pod == null) {
      return;
    }
    if (conflict(selector(admission), pod.spec().nodeSelector())) {
      throw Admitted.forbidden(
          admission, "pod node label selector conflicts with its namespace node label selector");
    }
    checkAllowed(admission, pod.spec().nodeSelector());
  }

  private void checkAllowed(Admission<?> admission, Map<String, String> selector) {
    Map<String, String> allowed = selectors.getOrDefault(admission.namespace(), Map.of());
    boolean within =
        allowed.isEmpty()
            || selector.entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(allowed.get(entry.getKey())));
    if (!within) {
      throw Admitted.forbidden(
          admission, "pod node label selector labels conflict with its namespace whitelist");
    }
  }

  private static boolean conflict(Map<String, String> some, Map<String, String> others) {
    return some.entrySet().stream()
        .anyMatch(
            entry ->
                others.containsKey(entry.getKey())
                    && !entry.getValue().equals(others.get(entry.getKey())));
  }

  private Map<String, String> selector(Admission<?> admission) {
    Namespace namespace = view.get(NamespaceKind.NAMESPACE, "", admission.namespace());
    if (namespace == null) {
      namespace = view.getConsistent(NamespaceKind.NAMESPACE, "", admission.namespace());
    }
    String own = namespace == null ? null : namespace.metadata().annotations().get(ANNOTATION);
    if (own == null) {
      return selectors.getOrDefault(DEFAULT, Map.of());
    }
    try {
      return parse(own);
    } catch (IllegalArgumentException e) {
      throw Admitted.forbidden(admission, String.valueOf(e.getMessage()));
    }
  }

  /// The labels of a text such as `env=prod,zone=a`.
  private static Map<String, String> parse(String text) {
    Map<String, String> labels = new HashMap<>();
    for (String pair : text.split(",", -1)) {
      if (pair.isBlank()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("invalid selector: " + pair);
      }
      labels.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return Map.copyOf(labels);
  }
}
