package io.kubejar.api.resource.v1alpha3;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// Devices by driver, pool and name; what is absent does not matter.
///
/// @param driver Driver whose devices are meant.
/// @param pool Pool that the devices are in; goes with the driver.
/// @param device Name of a device within its pool.
@ApiType(
    value = "io.k8s.api.resource.v1alpha3.DeviceTaintSelector",
    proto = "k8s.io.api.resource.v1alpha3.DeviceTaintSelector")
public record DeviceTaintSelector(
    @Field(tag = 2) @Nullable String driver,
    @Field(tag = 3) @Nullable String pool,
    @Field(tag = 4) @Nullable String device)
    implements DeviceTaintSelectorBuilder.With {
  /// An empty draft.
  public static DeviceTaintSelectorBuilder builder() {
    return new DeviceTaintSelectorBuilder();
  }
}
