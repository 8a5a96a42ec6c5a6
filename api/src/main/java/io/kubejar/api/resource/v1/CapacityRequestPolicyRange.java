package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import org.jspecify.annotations.Nullable;

/// The least and greatest amounts that may be requested, and the step between them.
@ApiType(
    value = "io.k8s.api.resource.v1.CapacityRequestPolicyRange",
    proto = "k8s.io.api.resource.v1.CapacityRequestPolicyRange")
public record CapacityRequestPolicyRange(
    @Field(tag = 1, required = true) @Nullable Quantity min,
    @Field(tag = 2) @Nullable Quantity max,
    @Field(tag = 3) @Nullable Quantity step)
    implements CapacityRequestPolicyRangeBuilder.With {
  /// An empty draft.
  public static CapacityRequestPolicyRangeBuilder builder() {
    return new CapacityRequestPolicyRangeBuilder();
  }
}
