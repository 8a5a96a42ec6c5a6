package io.kubejar.api.resource.v1alpha3;

import io.kubejar.api.meta.v1.Condition;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// How far a taint was enforced.
///
/// @param conditions Observations, such as `EvictionInProgress`.
@ApiType(
    value = "io.k8s.api.resource.v1alpha3.DeviceTaintRuleStatus",
    proto = "k8s.io.api.resource.v1alpha3.DeviceTaintRuleStatus")
public record DeviceTaintRuleStatus(
    @Field(tag = 1, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<Condition> conditions)
    implements DeviceTaintRuleStatusBuilder.With {
  public DeviceTaintRuleStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static DeviceTaintRuleStatusBuilder builder() {
    return new DeviceTaintRuleStatusBuilder();
  }
}
