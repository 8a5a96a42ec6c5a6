package io.kubejar.api.rbac.v1;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// Selectors of cluster roles whose rules are gathered into this one.
///
/// @param clusterRoleSelectors Label selectors; every cluster role matching any of them contributes
///   its rules.
@ApiType(value = "io.k8s.api.rbac.v1.AggregationRule", proto = "k8s.io.api.rbac.v1.AggregationRule")
public record AggregationRule(
    @Field(tag = 1, list = ListType.ATOMIC) List<LabelSelector> clusterRoleSelectors)
    implements AggregationRuleBuilder.With {
  public AggregationRule {
    clusterRoleSelectors = List.copyOf(clusterRoleSelectors);
  }

  /// An empty draft.
  public static AggregationRuleBuilder builder() {
    return new AggregationRuleBuilder();
  }
}
