package io.kubejar.policy.podtoleration;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.ResourceRequirements;
import io.kubejar.api.core.v1.Toleration;
import io.kubejar.api.core.v1.TolerationCodec;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.Failures;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Obj;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives pods the tolerations that their namespace sets by default, and refuses tolerations that
/// the namespace does not list as allowed.
public final class PodTolerationRestriction implements AdmissionPlugin {
  private static final String DEFAULTS = "scheduler.alpha.kubernetes.io/defaultTolerations";
  private static final String ALLOWED = "scheduler.alpha.kubernetes.io/tolerationsWhitelist";
  private static final Toleration MEMORY_PRESSURE =
      Toleration.builder()
          .key("node.kubernetes.io/memory-pressure")
          .operator("Exists")
          .effect("NoSchedule")
          .build();

  private final ClusterView view;
  private final List<Toleration> defaults;
  private final List<Toleration> allowed;

  /// @param defaults what pods get in namespaces that do not say
  /// @param allowed what pods may have in namespaces that do not say; none allows all
  private PodTolerationRestriction(
      ClusterView view, List<Toleration> defaults, List<Toleration> allowed) {
    this.view = view;
    this.defaults = defaults;
    this.allowed = allowed;
  }

  /// @param document upstream's configuration, with the members `default` and `whitelist`
  public static PodTolerationRestriction of(ClusterView view, Obj document) {
    return new PodTolerationRestriction(
        view, decode(document.items("default")), decode(document.items("whitelist")));
  }

  @Override
  public String name() {
    return "PodTolerationRestriction";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    Pod created = Admitted.newPod(admission);
    Pod pod = created == null ? Admitted.updatedPod(admission) : created;
    if (pod == null) {
      return admission.object();
    }
    List<Toleration> given = pod.spec().tolerations();
    var tolerations = new ArrayList<>(given);
    if (created != null) {
      List<Toleration> own = annotated(admission, DEFAULTS);
      for (Toleration each : own == null ? defaults : own) {
        addTo(tolerations, each);
      }
    }
    if (!isBestEffort(pod)) {
      addTo(tolerations, MEMORY_PRESSURE);
    }
    return tolerations.size() == given.size()
        ? admission.object()
        : Admitted.changed(
            admission, pod.with(it -> it.spec(spec -> spec.tolerations(List.copyOf(tolerations)))));
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    Pod created = Admitted.newPod(admission);
    Pod pod = created == null ? Admitted.updatedPod(admission) : created;
    if (pod == null) {
      return;
    }
    List<Toleration> own = annotated(admission, ALLOWED);
    List<Toleration> list = own == null ? allowed : own;
    if (list.isEmpty()) {
      return;
    }
    for (Toleration each : pod.spec().tolerations()) {
      if (list.stream().noneMatch(permitted -> covers(permitted, each))) {
        throw Failures.failure(
            500,
            "",
            "pod tolerations (possibly merged with namespace default tolerations) conflict with its"
                + " namespace whitelist",
            null);
      }
    }
  }

  private static void addTo(List<Toleration> tolerations, Toleration more) {
    if (tolerations.stream().noneMatch(each -> covers(each, more))) {
      tolerations.add(more);
    }
  }

  /// Whether one toleration tolerates all that another does.
  private static boolean covers(Toleration one, Toleration other) {
    boolean exists = one.operator().equals("Exists");
    boolean sameKey = one.key().equals(other.key()) || (one.key().isEmpty() && exists);
    boolean sameValue =
        exists || (!other.operator().equals("Exists") && one.value().equals(other.value()));
    boolean sameEffect = one.effect().isEmpty() || one.effect().equals(other.effect());
    Long seconds = one.tolerationSeconds();
    Long otherSeconds = other.tolerationSeconds();
    boolean asLong = seconds == null || (otherSeconds != null && otherSeconds <= seconds);
    return sameKey && sameValue && sameEffect && asLong;
  }

  private static boolean isBestEffort(Pod pod) {
    return pod.spec().containers().stream()
        .map(Container::resources)
        .allMatch(PodTolerationRestriction::asksForNothing);
  }

  private static boolean asksForNothing(ResourceRequirements resources) {
    return List.of("cpu", "memory").stream()
        .noneMatch(
            name -> resources.requests().containsKey(name) || resources.limits().containsKey(name));
  }

  /// The tolerations of a namespace's annotation; null when it has none.
  private @Nullable List<Toleration> annotated(Admission<?> admission, String annotation) {
    Namespace namespace = view.get(NamespaceKind.NAMESPACE, "", admission.namespace());
    if (namespace == null) {
      namespace = view.getConsistent(NamespaceKind.NAMESPACE, "", admission.namespace());
    }
    String text = namespace == null ? null : namespace.metadata().annotations().get(annotation);
    if (text == null) {
      return null;
    }
    try {
      return JsonValue.parse(text) instanceof Array(var items) ? decode(items) : List.of();
    } catch (JsonException e) {
      throw Failures.failure(500, "", String.valueOf(e.getMessage()), null);
    }
  }

  private static List<Toleration> decode(List<JsonValue> items) {
    return items.stream()
        .map(item -> JsonDecoder.decodeTree(TolerationCodec.INSTANCE, item).value())
        .toList();
  }
}
