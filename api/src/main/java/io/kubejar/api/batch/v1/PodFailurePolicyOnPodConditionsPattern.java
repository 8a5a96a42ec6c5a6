package io.kubejar.api.batch.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A pod condition type and status to look for on a failed pod.
///
/// @param type Pod condition type that must be present, for example `DisruptionTarget`.
/// @param status Status the condition must have: `True` (the default), `False` or `Unknown`.
@ApiType(
    value = "io.k8s.api.batch.v1.PodFailurePolicyOnPodConditionsPattern",
    proto = "k8s.io.api.batch.v1.PodFailurePolicyOnPodConditionsPattern")
public record PodFailurePolicyOnPodConditionsPattern(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {
              "AllContainersRestarting",
              "ContainersReady",
              "DisruptionTarget",
              "Initialized",
              "PodReadyToStartContainers",
              "PodResizeInProgress",
              "PodResizePending",
              "PodScheduled",
              "Ready"
            })
        String type,
    @Field(
            tag = 2,
            always = true,
            known = {"False", "True", "Unknown"})
        String status)
    implements PodFailurePolicyOnPodConditionsPatternBuilder.With {
  /// An empty draft.
  public static PodFailurePolicyOnPodConditionsPatternBuilder builder() {
    return new PodFailurePolicyOnPodConditionsPatternBuilder();
  }
}
