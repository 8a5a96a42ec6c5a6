package io.kubejar.api.resource.v1beta1;

import io.kubejar.api.core.v1.NodeSelector;
import io.kubejar.api.resource.v1.DeviceAttribute;
import io.kubejar.api.resource.v1.DeviceCapacity;
import io.kubejar.api.resource.v1.DeviceCounterConsumption;
import io.kubejar.api.resource.v1.DeviceTaint;
import io.kubejar.api.resource.v1.NodeAllocatableResourceMapping;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of a device: attributes, capacities, counters used, nodes from which it is
/// reachable, and taints.
@ApiType(
    value = "io.k8s.api.resource.v1beta1.BasicDevice",
    proto = "k8s.io.api.resource.v1beta1.BasicDevice")
public record BasicDevice(
    @Field(tag = 1) Map<String, DeviceAttribute> attributes,
    @Field(tag = 2) Map<String, DeviceCapacity> capacity,
    @Field(tag = 3, list = ListType.ATOMIC) List<DeviceCounterConsumption> consumesCounters,
    @Field(tag = 4) @Nullable String nodeName,
    @Field(tag = 5) @Nullable NodeSelector nodeSelector,
    @Field(tag = 6) @Nullable Boolean allNodes,
    @Field(tag = 7, list = ListType.ATOMIC) List<DeviceTaint> taints,
    @Field(tag = 8) @Nullable Boolean bindsToNode,
    @Field(tag = 9, list = ListType.ATOMIC) List<String> bindingConditions,
    @Field(tag = 10, list = ListType.ATOMIC) List<String> bindingFailureConditions,
    @Field(tag = 11) @Nullable Boolean allowMultipleAllocations,
    @Field(tag = 12) Map<String, NodeAllocatableResourceMapping> nodeAllocatableResourceMappings)
    implements BasicDeviceBuilder.With {
  public BasicDevice {
    attributes = SortedStringMap.copyOf(attributes);
    capacity = SortedStringMap.copyOf(capacity);
    consumesCounters = List.copyOf(consumesCounters);
    taints = List.copyOf(taints);
    bindingConditions = List.copyOf(bindingConditions);
    bindingFailureConditions = List.copyOf(bindingFailureConditions);
    nodeAllocatableResourceMappings = SortedStringMap.copyOf(nodeAllocatableResourceMappings);
  }

  /// An empty draft.
  public static BasicDeviceBuilder builder() {
    return new BasicDeviceBuilder();
  }
}
