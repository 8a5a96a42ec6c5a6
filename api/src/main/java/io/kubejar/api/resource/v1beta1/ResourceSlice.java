package io.kubejar.api.resource.v1beta1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// Devices of a pool, in the form in which what is known of a device stands in a part of its own.
@ApiType(
    value = "io.k8s.api.resource.v1beta1.ResourceSlice",
    proto = "k8s.io.api.resource.v1beta1.ResourceSlice",
    group = "resource.k8s.io",
    version = "v1beta1",
    kind = "ResourceSlice")
public record ResourceSlice(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) ResourceSliceSpec spec)
    implements ApiObject, ResourceSliceBuilder.With {
  /// An empty draft.
  public static ResourceSliceBuilder builder() {
    return new ResourceSliceBuilder();
  }
}
