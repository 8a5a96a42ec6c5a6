package io.kubejar.api.rbac.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The grant of a cluster role's permissions to subjects in the whole cluster.
///
/// @param metadata Standard object metadata; the name may contain characters such as colons.
/// @param subjects Users, groups and service accounts that receive the role across the whole
///   cluster.
/// @param roleRef Cluster role being granted; cannot be changed after creation.
@ApiType(
    value = "io.k8s.api.rbac.v1.ClusterRoleBinding",
    proto = "k8s.io.api.rbac.v1.ClusterRoleBinding",
    group = "rbac.authorization.k8s.io",
    version = "v1",
    kind = "ClusterRoleBinding")
public record ClusterRoleBinding(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, list = ListType.ATOMIC) List<Subject> subjects,
    @Field(tag = 3, required = true, always = true) RoleRef roleRef)
    implements ApiObject, ClusterRoleBindingBuilder.With {
  public ClusterRoleBinding {
    subjects = List.copyOf(subjects);
  }

  /// An empty draft.
  public static ClusterRoleBindingBuilder builder() {
    return new ClusterRoleBindingBuilder();
  }
}
