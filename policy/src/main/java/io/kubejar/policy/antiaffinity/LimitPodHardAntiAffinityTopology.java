package io.kubejar.policy.antiaffinity;

import io.kubejar.api.core.v1.Affinity;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodAffinityTerm;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.AdmissionPlugin;

/// Lets pods insist on being apart from others by node only, since one pod could otherwise keep a
/// whole zone to itself.
public final class LimitPodHardAntiAffinityTopology implements AdmissionPlugin {
  private static final String HOST = "kubernetes.io/hostname";

  @Override
  public String name() {
    return "LimitPodHardAntiAffinityTopology";
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    Pod created = Admitted.newPod(admission);
    Pod pod = created == null ? Admitted.updatedPod(admission) : created;
    Affinity affinity = pod == null ? null : pod.spec().affinity();
    if (affinity == null || affinity.podAntiAffinity() == null) {
      return;
    }
    for (PodAffinityTerm term :
        affinity.podAntiAffinity().requiredDuringSchedulingIgnoredDuringExecution()) {
      if (!term.topologyKey().equals(HOST)) {
        throw Admitted.forbidden(
            admission,
            "affinity.PodAntiAffinity.RequiredDuringScheduling has TopologyKey %s but only key %s is allowed"
                .formatted(term.topologyKey(), HOST));
      }
    }
  }
}
