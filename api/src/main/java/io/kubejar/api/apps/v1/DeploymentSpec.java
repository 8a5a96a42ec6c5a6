package io.kubejar.api.apps.v1;

import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The number of pods wanted, their selector and template, the rollout strategy, and its deadline
/// in seconds.
///
/// @param replicas Number of pods wanted; 1 when absent, and an explicit 0 is respected.
/// @param selector Labels identifying the deployment's pods; must match the template and cannot
///   change later.
/// @param template Blueprint of the pods; changing it starts a new rollout. Only restartPolicy
///   `Always` is valid.
/// @param strategy How old pods give way to new ones; `RollingUpdate` when left out.
/// @param minReadySeconds Seconds a pod must remain ready before it counts as available; default 0.
/// @param revisionHistoryLimit Number of old, scaled-down replica sets kept for rollbacks; default
///   10.
/// @param paused While true, template changes are stored but no rollout is carried out.
/// @param progressDeadlineSeconds Seconds without progress until the rollout is reported as stuck,
///   600 by default; paused time is excluded.
@ApiType(value = "io.k8s.api.apps.v1.DeploymentSpec", proto = "k8s.io.api.apps.v1.DeploymentSpec")
public record DeploymentSpec(
    @Field(tag = 1, format = "int32") @Nullable Integer replicas,
    @Field(tag = 2, required = true, always = true) @Nullable LabelSelector selector,
    @Field(tag = 3, required = true, always = true) PodTemplateSpec template,
    @Field(tag = 4, patch = "retainKeys") DeploymentStrategy strategy,
    @Field(tag = 5, format = "int32") int minReadySeconds,
    @Field(tag = 6, format = "int32") @Nullable Integer revisionHistoryLimit,
    @Field(tag = 7) boolean paused,
    @Field(tag = 9, format = "int32") @Nullable Integer progressDeadlineSeconds)
    implements DeploymentSpecBuilder.With {
  /// An empty draft.
  public static DeploymentSpecBuilder builder() {
    return new DeploymentSpecBuilder();
  }
}
