package io.kubejar.api.apps.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// Whether claims made from templates are kept or deleted when the set is deleted and when it is
/// scaled down.
///
/// @param whenDeleted Fate of the claims once the stateful set is deleted: `Retain` (default) or
///   `Delete`.
/// @param whenScaled Fate of claims of replicas removed by scaling down: `Retain` (default) or
///   `Delete`.
@ApiType(
    value = "io.k8s.api.apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy",
    proto = "k8s.io.api.apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy")
public record StatefulSetPersistentVolumeClaimRetentionPolicy(
    @Field(
            tag = 1,
            known = {"Delete", "Retain"})
        String whenDeleted,
    @Field(
            tag = 2,
            known = {"Delete", "Retain"})
        String whenScaled)
    implements StatefulSetPersistentVolumeClaimRetentionPolicyBuilder.With {
  /// An empty draft.
  public static StatefulSetPersistentVolumeClaimRetentionPolicyBuilder builder() {
    return new StatefulSetPersistentVolumeClaimRetentionPolicyBuilder();
  }
}
