package io.kubejar.api.discovery.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `discovery.k8s.io`, version `v1`.
public final class DiscoveryV1Group {
  public static final List<Kind<?>> KINDS = List.of(EndpointSliceKind.ENDPOINT_SLICE);

  private DiscoveryV1Group() {}
}
