package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule across the devices of several requests: one attribute must have the same value in all of
/// them, or a different one in each.
@ApiType(
    value = "io.k8s.api.resource.v1.DeviceConstraint",
    proto = "k8s.io.api.resource.v1.DeviceConstraint")
public record DeviceConstraint(
    @Field(tag = 1, list = ListType.ATOMIC) List<String> requests,
    @Field(tag = 2) @Nullable String matchAttribute,
    @Field(tag = 3, gate = "DRAConsumableCapacity") @Nullable String distinctAttribute)
    implements DeviceConstraintBuilder.With {
  public DeviceConstraint {
    requests = List.copyOf(requests);
  }

  /// An empty draft.
  public static DeviceConstraintBuilder builder() {
    return new DeviceConstraintBuilder();
  }
}
