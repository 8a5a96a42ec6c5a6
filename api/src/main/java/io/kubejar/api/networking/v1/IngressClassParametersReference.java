package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The object with extra settings for an ingress class, cluster-scoped or in a namespace.
///
/// @param apiGroup API group of the parameters object; absent means the core group.
/// @param kind Kind of the object that holds the controller's parameters.
/// @param name Name of the object that holds the controller's parameters.
/// @param scope Whether the parameters object is of scope `Cluster` (default) or `Namespace`.
/// @param namespace Namespace of the parameters; needed with scope `Namespace`, forbidden with
///   `Cluster`.
@ApiType(
    value = "io.k8s.api.networking.v1.IngressClassParametersReference",
    proto = "k8s.io.api.networking.v1.IngressClassParametersReference")
public record IngressClassParametersReference(
    @Field(tag = 1, proto = "aPIGroup") @Nullable String apiGroup,
    @Field(tag = 2, required = true, always = true) String kind,
    @Field(tag = 3, required = true, always = true) String name,
    @Field(tag = 4, always = true) @Nullable String scope,
    @Field(tag = 5) @Nullable String namespace)
    implements IngressClassParametersReferenceBuilder.With {
  /// An empty draft.
  public static IngressClassParametersReferenceBuilder builder() {
    return new IngressClassParametersReferenceBuilder();
  }
}
