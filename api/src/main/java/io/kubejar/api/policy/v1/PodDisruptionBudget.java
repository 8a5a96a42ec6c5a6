package io.kubejar.api.policy.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A bound on how many selected pods may be down at once through voluntary evictions.
///
/// @param metadata Standard object metadata: name, namespace, labels, owner references and so on.
/// @param spec Which pods are protected, and how many may be down voluntarily.
/// @param status Pod counts and disruptions currently allowed, kept up by the disruption
///   controller.
@ApiType(
    value = "io.k8s.api.policy.v1.PodDisruptionBudget",
    proto = "k8s.io.api.policy.v1.PodDisruptionBudget",
    group = "policy",
    version = "v1",
    kind = "PodDisruptionBudget")
public record PodDisruptionBudget(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) PodDisruptionBudgetSpec spec,
    @Field(tag = 3) PodDisruptionBudgetStatus status)
    implements ApiObject, PodDisruptionBudgetBuilder.With {
  /// An empty draft.
  public static PodDisruptionBudgetBuilder builder() {
    return new PodDisruptionBudgetBuilder();
  }
}
