package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The conditions of a priority level.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.PriorityLevelConfigurationStatus",
    proto = "k8s.io.api.flowcontrol.v1.PriorityLevelConfigurationStatus")
public record PriorityLevelConfigurationStatus(
    @Field(tag = 1, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<PriorityLevelConfigurationCondition> conditions)
    implements PriorityLevelConfigurationStatusBuilder.With {
  public PriorityLevelConfigurationStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static PriorityLevelConfigurationStatusBuilder builder() {
    return new PriorityLevelConfigurationStatusBuilder();
  }
}
