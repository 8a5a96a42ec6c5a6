package io.kubejar.api.resource.v1alpha3;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A question about the devices of pools: how many there are, and how many are taken. Answered
/// once.
///
/// @param metadata Standard object metadata: name, labels, annotations, owner references and so on.
/// @param spec The pools that are asked about; never changes.
/// @param status The answer; with it the request is complete and does not change any more.
@ApiType(
    value = "io.k8s.api.resource.v1alpha3.ResourcePoolStatusRequest",
    proto = "k8s.io.api.resource.v1alpha3.ResourcePoolStatusRequest",
    group = "resource.k8s.io",
    version = "v1alpha3",
    kind = "ResourcePoolStatusRequest")
public record ResourcePoolStatusRequest(
    @Field(tag = 1, required = true) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) ResourcePoolStatusRequestSpec spec,
    @Field(tag = 3) @Nullable ResourcePoolStatusRequestStatus status)
    implements ApiObject, ResourcePoolStatusRequestBuilder.With {
  /// An empty draft.
  public static ResourcePoolStatusRequestBuilder builder() {
    return new ResourcePoolStatusRequestBuilder();
  }
}
