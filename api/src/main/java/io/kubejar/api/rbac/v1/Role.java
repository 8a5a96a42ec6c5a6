package io.kubejar.api.rbac.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A set of permissions within one namespace.
///
/// @param metadata Standard object metadata; the name may contain characters such as colons.
/// @param rules Permissions granted within the namespace in which this role lives.
@ApiType(
    value = "io.k8s.api.rbac.v1.Role",
    proto = "k8s.io.api.rbac.v1.Role",
    group = "rbac.authorization.k8s.io",
    version = "v1",
    kind = "Role")
public record Role(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, always = true, list = ListType.ATOMIC) List<PolicyRule> rules)
    implements ApiObject, RoleBuilder.With {
  public Role {
    rules = List.copyOf(rules);
  }

  /// An empty draft.
  public static RoleBuilder builder() {
    return new RoleBuilder();
  }
}
