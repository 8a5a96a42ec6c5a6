package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// An object reduced to its metadata, for clients that need nothing else.
///
/// @param metadata Complete metadata of the object whose remaining fields have been left out.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.PartialObjectMetadata",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.PartialObjectMetadata",
    group = "meta.k8s.io",
    version = "v1",
    kind = "PartialObjectMetadata")
public record PartialObjectMetadata(@Field(tag = 1) ObjectMeta metadata)
    implements ApiObject, PartialObjectMetadataBuilder.With {
  /// An empty draft.
  public static PartialObjectMetadataBuilder builder() {
    return new PartialObjectMetadataBuilder();
  }
}
