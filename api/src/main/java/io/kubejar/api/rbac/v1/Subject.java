package io.kubejar.api.rbac.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A user, group or service account to which a role is granted.
///
/// @param kind Type of subject: `User`, `Group` or `ServiceAccount`; other values are rejected.
/// @param apiGroup Empty for service accounts, `rbac.authorization.k8s.io` for users and groups;
///   defaulted accordingly.
/// @param name Name of the user, group or service account as it is authenticated.
/// @param namespace Namespace of a service account; has to be empty for users and groups.
@ApiType(value = "io.k8s.api.rbac.v1.Subject", proto = "k8s.io.api.rbac.v1.Subject", atomic = true)
public record Subject(
    @Field(tag = 1, required = true, always = true) String kind,
    @Field(tag = 2) String apiGroup,
    @Field(tag = 3, required = true, always = true) String name,
    @Field(tag = 4) String namespace)
    implements SubjectBuilder.With {
  /// An empty draft.
  public static SubjectBuilder builder() {
    return new SubjectBuilder();
  }
}
