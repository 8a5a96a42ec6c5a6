package io.kubejar.policy.runtimeclass;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.api.core.v1.Toleration;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.node.v1.RuntimeClass;
import io.kubejar.api.node.v1.RuntimeClassKind;
import io.kubejar.api.value.Quantity;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Adds a runtime class's overhead, node selector and tolerations to its pods.
public final class RuntimeClassAdmission implements AdmissionPlugin {
  private final ClusterView view;

  public RuntimeClassAdmission(ClusterView view) {
    this.view = view;
  }

  @Override
  public String name() {
    return "RuntimeClass";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    Pod pod = Admitted.newPod(admission);
    if (pod == null) {
      return admission.object();
    }
    RuntimeClass found = classOf(admission, pod);
    if (found == null) {
      return admission.object();
    }
    PodSpec changed = withScheduling(admission, withOverhead(admission, pod.spec(), found), found);
    return Admitted.changed(admission, pod.with(it -> it.spec(changed)));
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    Pod pod = Admitted.newPod(admission);
    if (pod != null && pod.spec().runtimeClassName() == null && !pod.spec().overhead().isEmpty()) {
      throw Admitted.forbidden(
          admission,
          "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
    }
  }

  private @Nullable RuntimeClass classOf(Admission<?> admission, Pod pod) {
    String name = pod.spec().runtimeClassName();
    if (name == null || name.isEmpty()) {
      return null;
    }
    RuntimeClass found = view.get(RuntimeClassKind.RUNTIME_CLASS, "", name);
    if (found == null) {
      found = view.getConsistent(RuntimeClassKind.RUNTIME_CLASS, "", name);
    }
    if (found == null) {
      throw Admitted.forbidden(
          admission, "pod rejected: RuntimeClass \"%s\" not found".formatted(name));
    }
    return found;
  }

  private static PodSpec withOverhead(
      Admission<?> admission, PodSpec spec, RuntimeClass runtimeClass) {
    if (runtimeClass.overhead() == null) {
      if (!spec.overhead().isEmpty()) {
        throw Admitted.forbidden(
            admission,
            "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
      }
      return spec;
    }
    Map<String, Quantity> fixed = runtimeClass.overhead().podFixed();
    if (!spec.overhead().isEmpty() && !spec.overhead().equals(fixed)) {
      throw Admitted.forbidden(
          admission, "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead");
    }
    return spec.with(it -> it.overhead(fixed));
  }

  private static PodSpec withScheduling(
      Admission<?> admission, PodSpec spec, RuntimeClass runtimeClass) {
    if (runtimeClass.scheduling() == null) {
      return spec;
    }
    Map<String, String> selector = new HashMap<>(spec.nodeSelector());
    runtimeClass
        .scheduling()
        .nodeSelector()
        .forEach(
            (key, value) -> {
              String given = selector.putIfAbsent(key, value);
              if (given != null && !given.equals(value)) {
                throw Admitted.forbidden(
                    admission,
                    "conflict: runtimeClass.scheduling.nodeSelector[%s] = %s; pod.spec.nodeSelector[%s] = %s"
                        .formatted(key, value, key, given));
              }
            });
    var tolerations = new ArrayList<>(spec.tolerations());
    for (Toleration toleration : runtimeClass.scheduling().tolerations()) {
      if (!tolerations.contains(toleration)) {
        tolerations.add(toleration);
      }
    }
    return spec.with(it -> it.nodeSelector(selector).tolerations(tolerations));
  }
}
