package io.kubejar.api.node.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `node.k8s.io`, version `v1`.
public final class NodeV1Group {
  public static final List<Kind<?>> KINDS = List.of(RuntimeClassKind.RUNTIME_CLASS);

  private NodeV1Group() {}
}
