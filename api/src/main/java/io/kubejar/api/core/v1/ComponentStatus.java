package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A legacy cluster-scoped, read-only view of a control plane component's health. Deprecated since
/// 1.19.
///
/// @param metadata Standard data; the name is that of the component examined.
/// @param conditions Results of the component's health checks, one entry per condition type.
@ApiType(
    value = "io.k8s.api.core.v1.ComponentStatus",
    proto = "k8s.io.api.core.v1.ComponentStatus",
    version = "v1",
    kind = "ComponentStatus")
public record ComponentStatus(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<ComponentCondition> conditions)
    implements ApiObject, ComponentStatusBuilder.With {
  public ComponentStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static ComponentStatusBuilder builder() {
    return new ComponentStatusBuilder();
  }
}
