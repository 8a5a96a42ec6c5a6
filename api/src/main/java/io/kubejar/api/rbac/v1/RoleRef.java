package io.kubejar.api.rbac.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The role or cluster role a binding grants; it cannot be changed afterwards.
///
/// @param apiGroup API group of the referenced role, always `rbac.authorization.k8s.io`.
/// @param kind Kind of the referenced role, either `Role` or `ClusterRole`.
/// @param name Name of the role or cluster role that gets granted.
@ApiType(value = "io.k8s.api.rbac.v1.RoleRef", proto = "k8s.io.api.rbac.v1.RoleRef", atomic = true)
public record RoleRef(
    @Field(tag = 1, always = true) String apiGroup,
    @Field(tag = 2, required = true, always = true) String kind,
    @Field(tag = 3, required = true, always = true) String name)
    implements RoleRefBuilder.With {
  /// An empty draft.
  public static RoleRefBuilder builder() {
    return new RoleRefBuilder();
  }
}
