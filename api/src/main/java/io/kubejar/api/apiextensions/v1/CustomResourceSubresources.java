package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The subresources of a custom resource version: status and scale.
///
/// @param status Presence, even as `{}`, enables `/status` and separates status writes from other
///   writes.
/// @param scale Presence enables `/scale`, with the paths at which counts are found.
@ApiType(
    value = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresources",
    proto = "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresources")
public record CustomResourceSubresources(
    @Field(tag = 1) @Nullable CustomResourceSubresourceStatus status,
    @Field(tag = 2) @Nullable CustomResourceSubresourceScale scale)
    implements CustomResourceSubresourcesBuilder.With {
  /// An empty draft.
  public static CustomResourceSubresourcesBuilder builder() {
    return new CustomResourceSubresourcesBuilder();
  }
}
