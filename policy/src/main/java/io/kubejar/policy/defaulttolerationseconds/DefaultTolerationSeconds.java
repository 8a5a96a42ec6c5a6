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
  private static final List<String> TAINTS =
      List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

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
    var tolerations = new ArrayList<>(pod.spec().tolerations());
    for (String taint : TAINTS) {
      if (pod.spec().tolerations().stream().noneMatch(given -> tolerates(given, taint))) {
        tolerations.add(
            Toleration.builder()
                .key(taint)
                .operator("Exists")
                .effect(NO_EXECUTE)
                .tolerationSeconds(SECONDS)
                .build());
      }
    }
    if (tolerations.size() == pod.spec().tolerations().size()) {
      return admission.object();
    }
    return Admitted.changed(
        admission, pod.with(it -> it.spec(spec -> spec.tolerations(tolerations))));
  }

  private static boolean tolerates(Toleration given, String taint) {
    return (given.key().isEmpty() || given.key().equals(taint))
        && (given.effect().isEmpty() || given.effect().equals(NO_EXECUTE));
  }
}
