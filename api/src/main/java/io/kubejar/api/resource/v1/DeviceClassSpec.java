package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The selectors and configuration of a class, and the extended resource name under which its
/// devices can also be requested.
@ApiType(
    value = "io.k8s.api.resource.v1.DeviceClassSpec",
    proto = "k8s.io.api.resource.v1.DeviceClassSpec")
public record DeviceClassSpec(
    @Field(tag = 1, list = ListType.ATOMIC) List<DeviceSelector> selectors,
    @Field(tag = 2, list = ListType.ATOMIC) List<DeviceClassConfiguration> config,
    @Field(tag = 4, gate = "DRAExtendedResource") @Nullable String extendedResourceName)
    implements DeviceClassSpecBuilder.With {
  public DeviceClassSpec {
    selectors = List.copyOf(selectors);
    config = List.copyOf(config);
  }

  /// An empty draft.
  public static DeviceClassSpecBuilder builder() {
    return new DeviceClassSpecBuilder();
  }
}
