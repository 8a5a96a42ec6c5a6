package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.RawJson;

/// Settings as an arbitrary JSON object for the driver named.
@ApiType(
    value = "io.k8s.api.resource.v1.OpaqueDeviceConfiguration",
    proto = "k8s.io.api.resource.v1.OpaqueDeviceConfiguration")
public record OpaqueDeviceConfiguration(
    @Field(tag = 1, required = true, always = true) String driver,
    @Field(tag = 2, required = true, always = true) RawJson parameters)
    implements OpaqueDeviceConfigurationBuilder.With {
  /// An empty draft.
  public static OpaqueDeviceConfigurationBuilder builder() {
    return new OpaqueDeviceConfigurationBuilder();
  }
}
