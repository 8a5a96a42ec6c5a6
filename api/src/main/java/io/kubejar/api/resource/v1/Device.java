package io.kubejar.api.resource.v1;

import io.kubejar.api.core.v1.NodeSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One device of a pool: attributes, capacities, counters used, nodes from which it is reachable,
/// and taints.
@ApiType(value = "io.k8s.api.resource.v1.Device", proto = "k8s.io.api.resource.v1.Device")
public record Device(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2) Map<String, DeviceAttribute> attributes,
    @Field(tag = 3) Map<String, DeviceCapacity> capacity,
    @Field(tag = 4, list = ListType.ATOMIC, gate = "DRAPartitionableDevices")
        List<DeviceCounterConsumption> consumesCounters,
    @Field(tag = 5, gate = "DRAPartitionableDevices") @Nullable String nodeName,
    @Field(tag = 6, gate = "DRAPartitionableDevices") @Nullable NodeSelector nodeSelector,
    @Field(tag = 7, gate = "DRAPartitionableDevices") @Nullable Boolean allNodes,
    @Field(tag = 8, list = ListType.ATOMIC, gate = "DRADeviceTaints") List<DeviceTaint> taints,
    @Field(tag = 9, gate = "DRADeviceBindingConditions,DRAResourceClaimDeviceStatus")
        @Nullable Boolean bindsToNode,
    @Field(
            tag = 10,
            list = ListType.ATOMIC,
            gate = "DRADeviceBindingConditions,DRAResourceClaimDeviceStatus")
        List<String> bindingConditions,
    @Field(
            tag = 11,
            list = ListType.ATOMIC,
            gate = "DRADeviceBindingConditions,DRAResourceClaimDeviceStatus")
        List<String> bindingFailureConditions,
    @Field(tag = 12, gate = "DRAConsumableCapacity") @Nullable Boolean allowMultipleAllocations,
    @Field(tag = 13, gate = "DRANodeAllocatableResources")
        Map<String, NodeAllocatableResourceMapping> nodeAllocatableResourceMappings)
    implements DeviceBuilder.With {
  public Device {
    consumesCounters = List.copyOf(consumesCounters);
    taints = List.copyOf(taints);
    bindingConditions = List.copyOf(bindingConditions);
    bindingFailureConditions = List.copyOf(bindingFailureConditions);
    attributes = SortedStringMap.copyOf(attributes);
    capacity = SortedStringMap.copyOf(capacity);
    nodeAllocatableResourceMappings = SortedStringMap.copyOf(nodeAllocatableResourceMappings);
  }

  /// An empty draft.
  public static DeviceBuilder builder() {
    return new DeviceBuilder();
  }
}
