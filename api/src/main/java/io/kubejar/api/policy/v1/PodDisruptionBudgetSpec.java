package io.kubejar.api.policy.v1;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.IntOrString;
import org.jspecify.annotations.Nullable;

/// The pods covered and how many of them, as a count or a percentage, must stay available or may be
/// missing.
///
/// @param minAvailable Pods, as number or percentage, that must stay healthy after an eviction;
///   excludes `maxUnavailable`.
/// @param selector Labels of the protected pods; `{}` covers the whole namespace, absent covers
///   none.
/// @param maxUnavailable Pods, as number or percentage, that may be unavailable after an eviction;
///   excludes `minAvailable`.
/// @param unhealthyPodEvictionPolicy Eviction of running but unready pods: `IfHealthyBudget` (the
///   default behaviour) or `AlwaysAllow`.
@ApiType(
    value = "io.k8s.api.policy.v1.PodDisruptionBudgetSpec",
    proto = "k8s.io.api.policy.v1.PodDisruptionBudgetSpec")
public record PodDisruptionBudgetSpec(
    @Field(tag = 1) @Nullable IntOrString minAvailable,
    @Field(tag = 2, patch = "replace") @Nullable LabelSelector selector,
    @Field(tag = 3) @Nullable IntOrString maxUnavailable,
    @Field(
            tag = 4,
            oneOf = {"AlwaysAllow", "IfHealthyBudget"})
        @Nullable String unhealthyPodEvictionPolicy)
    implements PodDisruptionBudgetSpecBuilder.With {
  /// An empty draft.
  public static PodDisruptionBudgetSpecBuilder builder() {
    return new PodDisruptionBudgetSpecBuilder();
  }
}
