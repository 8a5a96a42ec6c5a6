package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.schema.ApiType;

/// Pods of a group are scheduled like any others.
@ApiType(
    value = "io.k8s.api.scheduling.v1alpha2.BasicSchedulingPolicy",
    proto = "k8s.io.api.scheduling.v1alpha2.BasicSchedulingPolicy")
public record BasicSchedulingPolicy() implements BasicSchedulingPolicyBuilder.With {
  /// An empty draft.
  public static BasicSchedulingPolicyBuilder builder() {
    return new BasicSchedulingPolicyBuilder();
  }
}
