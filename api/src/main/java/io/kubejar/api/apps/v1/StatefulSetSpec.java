package io.kubejar.api.apps.v1;

import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The number of pods, their selector and template, the claim templates, the governing service, and
/// the order and manner of updates.
///
/// @param replicas Number of pods with stable identity wanted; 1 when absent.
/// @param selector Labels identifying the set's pods; must match the template and cannot change
///   later.
/// @param template Blueprint of each pod; names become the set's name, a dash and the ordinal.
/// @param volumeClaimTemplates Claims made for every replica and kept across rescheduling; each is
///   mounted by its name.
/// @param serviceName Headless service giving the pods their DNS names; should exist beforehand and
///   cannot be changed.
/// @param podManagementPolicy `OrderedReady` (default) starts and stops pods one by one, `Parallel`
///   all together.
/// @param updateStrategy How pods are replaced after the template changes; `RollingUpdate` by
///   default.
/// @param revisionHistoryLimit Number of superseded revisions kept for rollback; default 10.
///   Revisions in use do not count.
/// @param minReadySeconds Seconds a pod must stay ready before it is deemed available; default 0.
/// @param persistentVolumeClaimRetentionPolicy Whether claims are kept or deleted upon scale-down
///   and removal; both default to `Retain`.
/// @param ordinals Numbering of the replicas; without it ordinals run from 0 upwards.
@ApiType(value = "io.k8s.api.apps.v1.StatefulSetSpec", proto = "k8s.io.api.apps.v1.StatefulSetSpec")
public record StatefulSetSpec(
    @Field(tag = 1, format = "int32") @Nullable Integer replicas,
    @Field(tag = 2, required = true, always = true) @Nullable LabelSelector selector,
    @Field(tag = 3, required = true, always = true) PodTemplateSpec template,
    @Field(tag = 4, list = ListType.ATOMIC, embedded = true)
        List<PersistentVolumeClaim> volumeClaimTemplates,
    @Field(tag = 5, always = true) String serviceName,
    @Field(
            tag = 6,
            oneOf = {"OrderedReady", "Parallel"})
        String podManagementPolicy,
    @Field(tag = 7) StatefulSetUpdateStrategy updateStrategy,
    @Field(tag = 8, format = "int32") @Nullable Integer revisionHistoryLimit,
    @Field(tag = 9, format = "int32") int minReadySeconds,
    @Field(tag = 10)
        @Nullable StatefulSetPersistentVolumeClaimRetentionPolicy
            persistentVolumeClaimRetentionPolicy,
    @Field(tag = 11) @Nullable StatefulSetOrdinals ordinals)
    implements StatefulSetSpecBuilder.With {
  public StatefulSetSpec {
    volumeClaimTemplates = List.copyOf(volumeClaimTemplates);
  }

  /// An empty draft.
  public static StatefulSetSpecBuilder builder() {
    return new StatefulSetSpecBuilder();
  }
}
