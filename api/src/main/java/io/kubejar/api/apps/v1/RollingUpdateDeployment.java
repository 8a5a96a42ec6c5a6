package io.kubejar.api.apps.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.IntOrString;
import org.jspecify.annotations.Nullable;

/// How many pods, as a count or a percentage, may be missing or surplus during a rollout.
///
/// @param maxUnavailable Most pods, as number or percentage rounded down, that may be missing
///   during a rollout; default `25%`.
/// @param maxSurge Most pods above the desired count, as number or percentage rounded up; default
///   `25%`.
@ApiType(
    value = "io.k8s.api.apps.v1.RollingUpdateDeployment",
    proto = "k8s.io.api.apps.v1.RollingUpdateDeployment")
public record RollingUpdateDeployment(
    @Field(tag = 1) @Nullable IntOrString maxUnavailable,
    @Field(tag = 2) @Nullable IntOrString maxSurge)
    implements RollingUpdateDeploymentBuilder.With {
  /// An empty draft.
  public static RollingUpdateDeploymentBuilder builder() {
    return new RollingUpdateDeploymentBuilder();
  }
}
