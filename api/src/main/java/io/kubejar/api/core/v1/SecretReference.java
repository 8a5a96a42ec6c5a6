package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The name and namespace of a secret.
///
/// @param name Name of the secret meant, unique within its namespace.
/// @param namespace Namespace in which the secret of that name is found.
@ApiType(
    value = "io.k8s.api.core.v1.SecretReference",
    proto = "k8s.io.api.core.v1.SecretReference",
    atomic = true)
public record SecretReference(@Field(tag = 1) String name, @Field(tag = 2) String namespace)
    implements SecretReferenceBuilder.With {
  /// An empty draft.
  public static SecretReferenceBuilder builder() {
    return new SecretReferenceBuilder();
  }
}
