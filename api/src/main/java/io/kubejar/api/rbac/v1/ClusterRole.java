package io.kubejar.api.rbac.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A set of permissions for the whole cluster or for use in any namespace.
///
/// @param metadata Standard object metadata; the name may contain characters such as colons.
/// @param rules Permissions granted cluster-wide or per binding; overwritten by the controller when
///   aggregation is used.
/// @param aggregationRule Selects other cluster roles whose rules are merged into this one
///   automatically.
@ApiType(
    value = "io.k8s.api.rbac.v1.ClusterRole",
    proto = "k8s.io.api.rbac.v1.ClusterRole",
    group = "rbac.authorization.k8s.io",
    version = "v1",
    kind = "ClusterRole")
public record ClusterRole(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, always = true, list = ListType.ATOMIC) List<PolicyRule> rules,
    @Field(tag = 3) @Nullable AggregationRule aggregationRule)
    implements ApiObject, ClusterRoleBuilder.With {
  public ClusterRole {
    rules = List.copyOf(rules);
  }

  /// An empty draft.
  public static ClusterRoleBuilder builder() {
    return new ClusterRoleBuilder();
  }
}
