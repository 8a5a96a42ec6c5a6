package io.kubejar.api.apps.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// How a daemon set's pods are replaced after a change: node by node, or only when deleted by hand.
///
/// @param type `RollingUpdate` (default) replaces pods automatically, `OnDelete` waits for someone
///   to delete them.
/// @param rollingUpdate Limits for the automatic replacement; allowed only when `type` is
///   `RollingUpdate`.
@ApiType(
    value = "io.k8s.api.apps.v1.DaemonSetUpdateStrategy",
    proto = "k8s.io.api.apps.v1.DaemonSetUpdateStrategy")
public record DaemonSetUpdateStrategy(
    @Field(
            tag = 1,
            oneOf = {"OnDelete", "RollingUpdate"})
        String type,
    @Field(tag = 2) @Nullable RollingUpdateDaemonSet rollingUpdate)
    implements DaemonSetUpdateStrategyBuilder.With {
  /// An empty draft.
  public static DaemonSetUpdateStrategyBuilder builder() {
    return new DaemonSetUpdateStrategyBuilder();
  }
}
