package io.kubejar.api.apps.v1;

import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The selector and template of a daemon set's pods, its update strategy, and how many old
/// revisions to keep.
///
/// @param selector Labels identifying the pods that belong here; must match the template and never
///   changes.
/// @param template Blueprint from which one pod is made on each eligible node; restartPolicy must
///   be `Always`.
/// @param updateStrategy How running pods are replaced after the template changes; `RollingUpdate`
///   by default.
/// @param minReadySeconds Seconds a new pod must stay ready before it is counted as available;
///   default 0.
/// @param revisionHistoryLimit Number of superseded revisions retained so that a rollback is
///   possible; default 10.
@ApiType(value = "io.k8s.api.apps.v1.DaemonSetSpec", proto = "k8s.io.api.apps.v1.DaemonSetSpec")
public record DaemonSetSpec(
    @Field(tag = 1, required = true, always = true) @Nullable LabelSelector selector,
    @Field(tag = 2, required = true, always = true) PodTemplateSpec template,
    @Field(tag = 3) DaemonSetUpdateStrategy updateStrategy,
    @Field(tag = 4, format = "int32") int minReadySeconds,
    @Field(tag = 6, format = "int32") @Nullable Integer revisionHistoryLimit)
    implements DaemonSetSpecBuilder.With {
  /// An empty draft.
  public static DaemonSetSpecBuilder builder() {
    return new DaemonSetSpecBuilder();
  }
}
