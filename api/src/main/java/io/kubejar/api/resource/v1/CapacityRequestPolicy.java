package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which amounts of a capacity may be requested from a shareable device: a default with a set of
/// values or a range.
@ApiType(
    value = "io.k8s.api.resource.v1.CapacityRequestPolicy",
    proto = "k8s.io.api.resource.v1.CapacityRequestPolicy")
public record CapacityRequestPolicy(
    @Field(tag = 1, json = "default", always = true) @Nullable Quantity defaultValue,
    @Field(tag = 3, list = ListType.ATOMIC) List<Quantity> validValues,
    @Field(tag = 4) @Nullable CapacityRequestPolicyRange validRange)
    implements CapacityRequestPolicyBuilder.With {
  public CapacityRequestPolicy {
    validValues = List.copyOf(validValues);
  }

  /// An empty draft.
  public static CapacityRequestPolicyBuilder builder() {
    return new CapacityRequestPolicyBuilder();
  }
}
