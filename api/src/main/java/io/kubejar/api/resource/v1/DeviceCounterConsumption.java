package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;

/// The amounts a device takes from the counters of one counter set.
@ApiType(
    value = "io.k8s.api.resource.v1.DeviceCounterConsumption",
    proto = "k8s.io.api.resource.v1.DeviceCounterConsumption")
public record DeviceCounterConsumption(
    @Field(tag = 1, required = true, always = true) String counterSet,
    @Field(tag = 2, required = true) Map<String, Counter> counters)
    implements DeviceCounterConsumptionBuilder.With {
  public DeviceCounterConsumption {
    counters = SortedStringMap.copyOf(counters);
  }

  /// An empty draft.
  public static DeviceCounterConsumptionBuilder builder() {
    return new DeviceCounterConsumptionBuilder();
  }
}
