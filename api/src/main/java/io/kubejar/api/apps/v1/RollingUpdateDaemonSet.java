package io.kubejar.api.apps.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.IntOrString;
import org.jspecify.annotations.Nullable;

/// How many nodes, as a count or a percentage, may lack a running pod or hold an extra one during
/// an update of a daemon set.
///
/// @param maxUnavailable Most nodes, as number or percentage, without an available pod during the
///   update; default 1.
/// @param maxSurge Most nodes, as number or percentage, running an extra new pod during the update;
///   default 0.
@ApiType(
    value = "io.k8s.api.apps.v1.RollingUpdateDaemonSet",
    proto = "k8s.io.api.apps.v1.RollingUpdateDaemonSet")
public record RollingUpdateDaemonSet(
    @Field(tag = 1) @Nullable IntOrString maxUnavailable,
    @Field(tag = 2) @Nullable IntOrString maxSurge)
    implements RollingUpdateDaemonSetBuilder.With {
  /// An empty draft.
  public static RollingUpdateDaemonSetBuilder builder() {
    return new RollingUpdateDaemonSetBuilder();
  }
}
