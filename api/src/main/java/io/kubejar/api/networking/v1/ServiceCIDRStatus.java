package io.kubejar.api.networking.v1;

import io.kubejar.api.meta.v1.Condition;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The conditions of a service address range.
///
/// @param conditions Observations about the ranges, notably `Ready`, keyed by `type`.
@ApiType(
    value = "io.k8s.api.networking.v1.ServiceCIDRStatus",
    proto = "k8s.io.api.networking.v1.ServiceCIDRStatus")
public record ServiceCIDRStatus(
    @Field(tag = 1, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<Condition> conditions)
    implements ServiceCIDRStatusBuilder.With {
  public ServiceCIDRStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static ServiceCIDRStatusBuilder builder() {
    return new ServiceCIDRStatusBuilder();
  }
}
