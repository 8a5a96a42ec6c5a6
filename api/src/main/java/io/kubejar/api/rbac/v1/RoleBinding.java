package io.kubejar.api.rbac.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The grant of a role's permissions to subjects within one namespace.
///
/// @param metadata Standard object metadata; the name may contain characters such as colons.
/// @param subjects Users, groups and service accounts that receive the role in this namespace.
/// @param roleRef Role of this namespace, or a cluster role, being granted; cannot be changed
///   afterwards.
@ApiType(
    value = "io.k8s.api.rbac.v1.RoleBinding",
    proto = "k8s.io.api.rbac.v1.RoleBinding",
    group = "rbac.authorization.k8s.io",
    version = "v1",
    kind = "RoleBinding")
public record RoleBinding(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, list = ListType.ATOMIC) List<Subject> subjects,
    @Field(tag = 3, required = true, always = true) RoleRef roleRef)
    implements ApiObject, RoleBindingBuilder.With {
  public RoleBinding {
    subjects = List.copyOf(subjects);
  }

  /// An empty draft.
  public static RoleBindingBuilder builder() {
    return new RoleBindingBuilder();
  }
}
