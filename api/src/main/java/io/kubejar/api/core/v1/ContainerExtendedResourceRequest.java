package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The link from an extended resource asked for by a container to the request of the generated
/// resource claim that satisfies it.
///
/// @param containerName Container of the pod that asks for the extended resource.
/// @param resourceName Extended resource, as written in the container's requests, that is backed by
///   the claim.
/// @param requestName Device request inside the generated claim that satisfies the container's
///   extended resource.
@ApiType(
    value = "io.k8s.api.core.v1.ContainerExtendedResourceRequest",
    proto = "k8s.io.api.core.v1.ContainerExtendedResourceRequest")
public record ContainerExtendedResourceRequest(
    @Field(tag = 1, required = true, always = true) String containerName,
    @Field(tag = 2, required = true, always = true) String resourceName,
    @Field(tag = 3, required = true, always = true) String requestName)
    implements ContainerExtendedResourceRequestBuilder.With {
  /// An empty draft.
  public static ContainerExtendedResourceRequestBuilder builder() {
    return new ContainerExtendedResourceRequestBuilder();
  }
}
