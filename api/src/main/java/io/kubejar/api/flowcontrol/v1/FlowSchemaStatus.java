package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The conditions of a flow schema.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.FlowSchemaStatus",
    proto = "k8s.io.api.flowcontrol.v1.FlowSchemaStatus")
public record FlowSchemaStatus(
    @Field(tag = 1, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<FlowSchemaCondition> conditions)
    implements FlowSchemaStatusBuilder.With {
  public FlowSchemaStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static FlowSchemaStatusBuilder builder() {
    return new FlowSchemaStatusBuilder();
  }
}
