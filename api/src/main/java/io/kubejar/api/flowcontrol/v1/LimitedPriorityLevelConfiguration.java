package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The concurrency shares of a limited level, how much it lends and borrows in percent, and what
/// happens to excess requests.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.LimitedPriorityLevelConfiguration",
    proto = "k8s.io.api.flowcontrol.v1.LimitedPriorityLevelConfiguration")
public record LimitedPriorityLevelConfiguration(
    @Field(tag = 1, always = true, format = "int32") @Nullable Integer nominalConcurrencyShares,
    @Field(tag = 2) LimitResponse limitResponse,
    @Field(tag = 3, format = "int32") @Nullable Integer lendablePercent,
    @Field(tag = 4, format = "int32") @Nullable Integer borrowingLimitPercent)
    implements LimitedPriorityLevelConfigurationBuilder.With {
  /// An empty draft.
  public static LimitedPriorityLevelConfigurationBuilder builder() {
    return new LimitedPriorityLevelConfigurationBuilder();
  }
}
