package io.kubejar.api.apps.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.IntOrString;
import org.jspecify.annotations.Nullable;

/// The ordinal from which pods are updated, and how many of them may be unavailable at once.
///
/// @param partition Only pods with an ordinal at or above this number are updated; default 0
///   updates all.
/// @param maxUnavailable Most pods, as number or percentage rounded up, down at once while
///   updating; default 1.
@ApiType(
    value = "io.k8s.api.apps.v1.RollingUpdateStatefulSetStrategy",
    proto = "k8s.io.api.apps.v1.RollingUpdateStatefulSetStrategy")
public record RollingUpdateStatefulSetStrategy(
    @Field(tag = 1, format = "int32") @Nullable Integer partition,
    @Field(tag = 2, gate = "MaxUnavailableStatefulSet") @Nullable IntOrString maxUnavailable)
    implements RollingUpdateStatefulSetStrategyBuilder.With {
  /// An empty draft.
  public static RollingUpdateStatefulSetStrategyBuilder builder() {
    return new RollingUpdateStatefulSetStrategyBuilder();
  }
}
