package io.kubejar.api.authorization.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The access asked about: either to a resource or to a URL path.
///
/// @param resourceAttributes Describes access to an API resource; mutually exclusive with
///   `nonResourceAttributes`.
/// @param nonResourceAttributes Describes access to a plain URL path; mutually exclusive with
///   `resourceAttributes`.
@ApiType(
    value = "io.k8s.api.authorization.v1.SelfSubjectAccessReviewSpec",
    proto = "k8s.io.api.authorization.v1.SelfSubjectAccessReviewSpec")
public record SelfSubjectAccessReviewSpec(
    @Field(tag = 1) @Nullable ResourceAttributes resourceAttributes,
    @Field(tag = 2) @Nullable NonResourceAttributes nonResourceAttributes)
    implements SelfSubjectAccessReviewSpecBuilder.With {
  /// An empty draft.
  public static SelfSubjectAccessReviewSpecBuilder builder() {
    return new SelfSubjectAccessReviewSpecBuilder();
  }
}
