package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `scheduling.k8s.io`, version `v1alpha2`.
public final class SchedulingV1alpha2Group {
  public static final List<Kind<?>> KINDS = List.of(PodGroupKind.POD_GROUP, WorkloadKind.WORKLOAD);

  private SchedulingV1alpha2Group() {}
}
