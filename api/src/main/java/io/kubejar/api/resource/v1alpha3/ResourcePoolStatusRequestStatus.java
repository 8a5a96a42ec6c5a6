package io.kubejar.api.resource.v1alpha3;

import io.kubejar.api.meta.v1.Condition;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pools and their devices, as they were when the request was answered.
///
/// @param poolCount How many pools match, also of those that the limit left out.
/// @param pools The first of the pools, by driver and name.
/// @param conditions `Complete` or `Failed`.
@ApiType(
    value = "io.k8s.api.resource.v1alpha3.ResourcePoolStatusRequestStatus",
    proto = "k8s.io.api.resource.v1alpha3.ResourcePoolStatusRequestStatus")
public record ResourcePoolStatusRequestStatus(
    @Field(tag = 6, required = true, format = "int32") @Nullable Integer poolCount,
    @Field(tag = 2, list = ListType.ATOMIC) List<PoolStatus> pools,
    @Field(tag = 3, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<Condition> conditions)
    implements ResourcePoolStatusRequestStatusBuilder.With {
  public ResourcePoolStatusRequestStatus {
    pools = List.copyOf(pools);
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static ResourcePoolStatusRequestStatusBuilder builder() {
    return new ResourcePoolStatusRequestStatusBuilder();
  }
}
