package io.kubejar.api.coordination.v1beta1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `coordination.k8s.io`, version `v1beta1`.
public final class CoordinationV1beta1Group {
  public static final List<Kind<?>> KINDS = List.of(LeaseCandidateKind.LEASE_CANDIDATE);

  private CoordinationV1beta1Group() {}
}
