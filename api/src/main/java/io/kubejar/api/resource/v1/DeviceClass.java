package io.kubejar.api.resource.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A named category of devices with selectors and configuration, set up by an administrator.
@ApiType(
    value = "io.k8s.api.resource.v1.DeviceClass",
    proto = "k8s.io.api.resource.v1.DeviceClass",
    group = "resource.k8s.io",
    version = "v1",
    kind = "DeviceClass")
public record DeviceClass(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) DeviceClassSpec spec)
    implements ApiObject, DeviceClassBuilder.With {
  /// An empty draft.
  public static DeviceClassBuilder builder() {
    return new DeviceClassBuilder();
  }
}
