package io.kubejar.api.scheduling.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `scheduling.k8s.io`, version `v1`.
public final class SchedulingV1Group {
  public static final List<Kind<?>> KINDS = List.of(PriorityClassKind.PRIORITY_CLASS);

  private SchedulingV1Group() {}
}
