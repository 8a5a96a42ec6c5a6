package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A condition type that must be true, besides its containers being ready, for the pod to be ready.
///
/// @param conditionType Type of the pod condition that must be `True` for the gate to pass.
@ApiType(
    value = "io.k8s.api.core.v1.PodReadinessGate",
    proto = "k8s.io.api.core.v1.PodReadinessGate")
public record PodReadinessGate(
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
        String conditionType)
    implements PodReadinessGateBuilder.With {
  /// An empty draft.
  public static PodReadinessGateBuilder builder() {
    return new PodReadinessGateBuilder();
  }
}
