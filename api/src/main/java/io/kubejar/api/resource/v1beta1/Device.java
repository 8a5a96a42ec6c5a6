package io.kubejar.api.resource.v1beta1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A device of a pool.
@ApiType(value = "io.k8s.api.resource.v1beta1.Device", proto = "k8s.io.api.resource.v1beta1.Device")
public record Device(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2) @Nullable BasicDevice basic)
    implements DeviceBuilder.With {
  /// An empty draft.
  public static DeviceBuilder builder() {
    return new DeviceBuilder();
  }
}
