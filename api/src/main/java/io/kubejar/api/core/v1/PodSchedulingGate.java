package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A named hold on a pod; the scheduler leaves the pod alone until all holds are removed.
///
/// @param name Identifies the gate; must be unique within the pod.
@ApiType(
    value = "io.k8s.api.core.v1.PodSchedulingGate",
    proto = "k8s.io.api.core.v1.PodSchedulingGate")
public record PodSchedulingGate(@Field(tag = 1, required = true, always = true) String name)
    implements PodSchedulingGateBuilder.With {
  /// An empty draft.
  public static PodSchedulingGateBuilder builder() {
    return new PodSchedulingGateBuilder();
  }
}
