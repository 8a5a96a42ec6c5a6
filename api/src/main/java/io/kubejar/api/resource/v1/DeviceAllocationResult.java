package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The devices allocated to a claim, with the configuration for them.
@ApiType(
    value = "io.k8s.api.resource.v1.DeviceAllocationResult",
    proto = "k8s.io.api.resource.v1.DeviceAllocationResult")
public record DeviceAllocationResult(
    @Field(tag = 1, list = ListType.ATOMIC) List<DeviceRequestAllocationResult> results,
    @Field(tag = 2, list = ListType.ATOMIC) List<DeviceAllocationConfiguration> config)
    implements DeviceAllocationResultBuilder.With {
  public DeviceAllocationResult {
    results = List.copyOf(results);
    config = List.copyOf(config);
  }

  /// An empty draft.
  public static DeviceAllocationResultBuilder builder() {
    return new DeviceAllocationResultBuilder();
  }
}
