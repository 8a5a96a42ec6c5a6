package io.kubejar.api.policy.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `policy`, version `v1`.
public final class PolicyV1Group {
  public static final List<Kind<?>> KINDS = List.of(PodDisruptionBudgetKind.POD_DISRUPTION_BUDGET);

  private PolicyV1Group() {}
}
