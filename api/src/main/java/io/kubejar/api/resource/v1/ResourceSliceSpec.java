package io.kubejar.api.resource.v1;

import io.kubejar.api.core.v1.NodeSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The driver, pool and reachable nodes of a slice, with either its devices or its shared counters.
@ApiType(
    value = "io.k8s.api.resource.v1.ResourceSliceSpec",
    proto = "k8s.io.api.resource.v1.ResourceSliceSpec")
public record ResourceSliceSpec(
    @Field(tag = 1, required = true, always = true) String driver,
    @Field(tag = 2, required = true, always = true) ResourcePool pool,
    @Field(tag = 3) @Nullable String nodeName,
    @Field(tag = 4) @Nullable NodeSelector nodeSelector,
    @Field(tag = 5) @Nullable Boolean allNodes,
    @Field(tag = 6, list = ListType.ATOMIC) List<Device> devices,
    @Field(tag = 7, gate = "DRAPartitionableDevices") @Nullable Boolean perDeviceNodeSelection,
    @Field(tag = 8, list = ListType.ATOMIC, gate = "DRAPartitionableDevices")
        List<CounterSet> sharedCounters)
    implements ResourceSliceSpecBuilder.With {
  public ResourceSliceSpec {
    devices = List.copyOf(devices);
    sharedCounters = List.copyOf(sharedCounters);
  }

  /// An empty draft.
  public static ResourceSliceSpecBuilder builder() {
    return new ResourceSliceSpecBuilder();
  }
}
