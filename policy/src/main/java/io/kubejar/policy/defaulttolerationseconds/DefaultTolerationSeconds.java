package io.kubejar.policy.defaulttolerationseconds;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.Toleration;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.AdmissionPlugin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets pods that do not say otherwise stay five minutes on a node that is not ready or not
/// reachable.
public final class DefaultTolerationSeconds implements AdmissionPlugin {
  private static final long SECONDS = 300;
  private static final String NO_EXECUTE = "NoExecute";

  /// The same instances in all pods, of which there may be many.
  private static final List<Toleration> DEFAULTS =
      List.of(
          toleration("node.kubernetes.io/not-ready"), toleration("node.kubernetes.io/unreachable"));

  @Override
  public String name() {
    return "DefaultTolerationSeconds";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    Pod created = Admitted.newPod(admission);
    Pod pod = created == null ? Admitted.updatedPod(admission) : created;
    if (pod == null) {
      return admission.object();
    }
    List<Toleration> given = pod.spec().tolerations();
    List<Toleration> tolerations = completed(given);
    if (tolerations.size() == given.size()) {
      return admission.object();
    }
    return Admitted.changed(
        admission, pod.with(it -> it.spec(spec -> spec.tolerations(tolerations))));
  }

  private static List<Toleration> completed(List<Toleration> given) {
    if (given.isEmpty()) {
      return DEFAULTS;
    }
    var tolerations = new ArrayList<>(given);
    for (Toleration added : DEFAULTS) {
      if (given.stream().noneMatch(own -> tolerates(own, added))) {
        tolerations.add(added);
      }
    }
    return tolerations;
  }

  private static Toleration toleration(String taint) {
    return Toleration.builder()
        .key(taint)
        .operator("Exists")
        .effect(NO_EXECUTE)
        .tolerationSeconds(SECONDS)
        .build();
  }

  private static boolean tolerates(Toleration given, Toleration other) {
    return (given.key().isEmpty() || given.key().equals(other.key()))
        && (given.effect().isEmpty() || given.effect().equals(NO_EXECUTE));
  }
}
