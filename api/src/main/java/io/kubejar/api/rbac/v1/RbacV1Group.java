package io.kubejar.api.rbac.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `rbac.authorization.k8s.io`, version `v1`.
public final class RbacV1Group {
  public static final List<Kind<?>> KINDS =
      List.of(
          ClusterRoleBindingKind.CLUSTER_ROLE_BINDING,
          ClusterRoleKind.CLUSTER_ROLE,
          RoleBindingKind.ROLE_BINDING,
          RoleKind.ROLE);

  private RbacV1Group() {}
}
