package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;

/// The bounds in force and the amounts in use, by resource name.
///
/// @param hard Ceiling per resource that is being enforced at the moment.
/// @param used Amount per resource counted in the namespace at present.
@ApiType(
    value = "io.k8s.api.core.v1.ResourceQuotaStatus",
    proto = "k8s.io.api.core.v1.ResourceQuotaStatus")
public record ResourceQuotaStatus(
    @Field(tag = 1) Map<String, Quantity> hard, @Field(tag = 2) Map<String, Quantity> used)
    implements ResourceQuotaStatusBuilder.With {
  public ResourceQuotaStatus {
    hard = SortedStringMap.copyOf(hard);
    used = SortedStringMap.copyOf(used);
  }

  /// An empty draft.
  public static ResourceQuotaStatusBuilder builder() {
    return new ResourceQuotaStatusBuilder();
  }
}
