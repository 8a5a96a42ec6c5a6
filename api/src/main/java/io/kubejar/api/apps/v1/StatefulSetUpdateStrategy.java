package io.kubejar.api.apps.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// How a stateful set's pods are replaced after a change: in order from the highest number, or only
/// when deleted by hand.
///
/// @param type `RollingUpdate` (default) replaces pods automatically, `OnDelete` waits until they
///   are deleted by hand.
/// @param rollingUpdate Partition and unavailability limits, used when `type` is `RollingUpdate`.
@ApiType(
    value = "io.k8s.api.apps.v1.StatefulSetUpdateStrategy",
    proto = "k8s.io.api.apps.v1.StatefulSetUpdateStrategy")
public record StatefulSetUpdateStrategy(
    @Field(
            tag = 1,
            oneOf = {"OnDelete", "RollingUpdate"})
        String type,
    @Field(tag = 2) @Nullable RollingUpdateStatefulSetStrategy rollingUpdate)
    implements StatefulSetUpdateStrategyBuilder.With {
  /// An empty draft.
  public static StatefulSetUpdateStrategyBuilder builder() {
    return new StatefulSetUpdateStrategyBuilder();
  }
}
