package io.kubejar.api.coordination.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `coordination.k8s.io`, version `v1`.
public final class CoordinationV1Group {
  public static final List<Kind<?>> KINDS = List.of(LeaseKind.LEASE);

  private CoordinationV1Group() {}
}
