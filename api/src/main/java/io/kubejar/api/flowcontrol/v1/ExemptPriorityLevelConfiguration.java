package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The share of concurrency nominally belonging to an exempt level, and the percentage of it that
/// others may borrow.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.ExemptPriorityLevelConfiguration",
    proto = "k8s.io.api.flowcontrol.v1.ExemptPriorityLevelConfiguration")
public record ExemptPriorityLevelConfiguration(
    @Field(tag = 1, format = "int32") @Nullable Integer nominalConcurrencyShares,
    @Field(tag = 2, format = "int32") @Nullable Integer lendablePercent)
    implements ExemptPriorityLevelConfigurationBuilder.With {
  /// An empty draft.
  public static ExemptPriorityLevelConfigurationBuilder builder() {
    return new ExemptPriorityLevelConfigurationBuilder();
  }
}
