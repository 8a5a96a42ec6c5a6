package io.kubejar.api.resource.v1beta1;

import io.kubejar.api.core.v1.NodeSelector;
import io.kubejar.api.resource.v1.CounterSet;
import io.kubejar.api.resource.v1.ResourcePool;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The driver, pool and reachable nodes of a slice, with its devices or shared counters.
@ApiType(
    value = "io.k8s.api.resource.v1beta1.ResourceSliceSpec",
    proto = "k8s.io.api.resource.v1beta1.ResourceSliceSpec")
public record ResourceSliceSpec(
    @Field(tag = 1, required = true, always = true) String driver,
    @Field(tag = 2, required = true, always = true) ResourcePool pool,
    @Field(tag = 3) String nodeName,
    @Field(tag = 4) @Nullable NodeSelector nodeSelector,
    @Field(tag = 5) boolean allNodes,
    @Field(tag = 6, list = ListType.ATOMIC) List<Device> devices,
    @Field(tag = 7) @Nullable Boolean perDeviceNodeSelection,
    @Field(tag = 8, list = ListType.ATOMIC) List<CounterSet> sharedCounters)
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
