package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;

/// The amounts of a device's capacities that a request needs, by capacity name.
@ApiType(
    value = "io.k8s.api.resource.v1.CapacityRequirements",
    proto = "k8s.io.api.resource.v1.CapacityRequirements")
public record CapacityRequirements(@Field(tag = 1) Map<String, Quantity> requests)
    implements CapacityRequirementsBuilder.With {
  public CapacityRequirements {
    requests = SortedStringMap.copyOf(requests);
  }

  /// An empty draft.
  public static CapacityRequirementsBuilder builder() {
    return new CapacityRequirementsBuilder();
  }
}
