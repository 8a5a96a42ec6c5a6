package io.kubejar.api.resource.v1;

import io.kubejar.api.meta.v1.Condition;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a driver reports about one allocated device: conditions, data of its own and network
/// details.
@ApiType(
    value = "io.k8s.api.resource.v1.AllocatedDeviceStatus",
    proto = "k8s.io.api.resource.v1.AllocatedDeviceStatus")
public record AllocatedDeviceStatus(
    @Field(tag = 1, required = true, always = true) String driver,
    @Field(tag = 2, required = true, always = true) String pool,
    @Field(tag = 3, required = true, always = true) String device,
    @Field(tag = 7, gate = "DRAConsumableCapacity") @Nullable String shareID,
    @Field(tag = 4, always = true, list = ListType.MAP, keys = "type") List<Condition> conditions,
    @Field(tag = 5) @Nullable RawJson data,
    @Field(tag = 6) @Nullable NetworkDeviceData networkData)
    implements AllocatedDeviceStatusBuilder.With {
  public AllocatedDeviceStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static AllocatedDeviceStatusBuilder builder() {
    return new AllocatedDeviceStatusBuilder();
  }
}
