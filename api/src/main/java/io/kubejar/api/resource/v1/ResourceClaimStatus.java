package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was allocated to a claim, who may use it, and the state of its devices.
@ApiType(
    value = "io.k8s.api.resource.v1.ResourceClaimStatus",
    proto = "k8s.io.api.resource.v1.ResourceClaimStatus")
public record ResourceClaimStatus(
    @Field(tag = 1) @Nullable AllocationResult allocation,
    @Field(tag = 2, list = ListType.MAP, keys = "uid", patch = "merge", mergeKey = "uid")
        List<ResourceClaimConsumerReference> reservedFor,
    @Field(
            tag = 4,
            list = ListType.MAP,
            keys = {"driver", "device", "pool", "shareID"},
            gate = "DRAResourceClaimDeviceStatus")
        List<AllocatedDeviceStatus> devices)
    implements ResourceClaimStatusBuilder.With {
  public ResourceClaimStatus {
    reservedFor = List.copyOf(reservedFor);
    devices = List.copyOf(devices);
  }

  /// An empty draft.
  public static ResourceClaimStatusBuilder builder() {
    return new ResourceClaimStatusBuilder();
  }
}
