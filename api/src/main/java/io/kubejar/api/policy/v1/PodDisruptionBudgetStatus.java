package io.kubejar.api.policy.v1;

import io.kubejar.api.meta.v1.Condition;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.SortedStringMap;
import io.kubejar.api.value.Time;
import java.util.List;
import java.util.Map;

/// The counts of healthy and expected pods, and how many evictions are allowed now.
///
/// @param observedGeneration Generation on which these figures are based; evictions are refused
///   while it lags.
/// @param disruptedPods Pods whose eviction was granted but not yet seen, with the grant time;
///   expires after minutes.
/// @param disruptionsAllowed Number of pods that may be evicted voluntarily at this moment.
/// @param currentHealthy Number of selected pods that are healthy at this moment.
/// @param desiredHealthy Number of selected pods that need to be healthy at minimum.
/// @param expectedPods Total of pods the budget counts against, derived from their controllers.
/// @param conditions Observations about the budget; `DisruptionAllowed` tells whether any eviction
///   is possible.
@ApiType(
    value = "io.k8s.api.policy.v1.PodDisruptionBudgetStatus",
    proto = "k8s.io.api.policy.v1.PodDisruptionBudgetStatus")
public record PodDisruptionBudgetStatus(
    @Field(tag = 1, format = "int64") long observedGeneration,
    @Field(tag = 2) Map<String, Time> disruptedPods,
    @Field(tag = 3, always = true, format = "int32") int disruptionsAllowed,
    @Field(tag = 4, always = true, format = "int32") int currentHealthy,
    @Field(tag = 5, always = true, format = "int32") int desiredHealthy,
    @Field(tag = 6, always = true, format = "int32") int expectedPods,
    @Field(tag = 7, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<Condition> conditions)
    implements PodDisruptionBudgetStatusBuilder.With {
  public PodDisruptionBudgetStatus {
    conditions = List.copyOf(conditions);
    disruptedPods = SortedStringMap.copyOf(disruptedPods);
  }

  /// An empty draft.
  public static PodDisruptionBudgetStatusBuilder builder() {
    return new PodDisruptionBudgetStatusBuilder();
  }
}
