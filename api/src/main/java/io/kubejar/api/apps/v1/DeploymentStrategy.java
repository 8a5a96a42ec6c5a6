package io.kubejar.api.apps.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// How old pods give way to new ones: all at once (`Recreate`) or gradually (`RollingUpdate`).
///
/// @param type `RollingUpdate` (default) exchanges pods gradually, `Recreate` removes all old pods
///   first.
/// @param rollingUpdate Surge and unavailability limits; permitted only when `type` is
///   `RollingUpdate`.
@ApiType(
    value = "io.k8s.api.apps.v1.DeploymentStrategy",
    proto = "k8s.io.api.apps.v1.DeploymentStrategy")
public record DeploymentStrategy(
    @Field(
            tag = 1,
            oneOf = {"Recreate", "RollingUpdate"})
        String type,
    @Field(tag = 2) @Nullable RollingUpdateDeployment rollingUpdate)
    implements DeploymentStrategyBuilder.With {
  /// An empty draft.
  public static DeploymentStrategyBuilder builder() {
    return new DeploymentStrategyBuilder();
  }
}
