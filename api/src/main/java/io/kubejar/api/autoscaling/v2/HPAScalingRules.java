package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The pace of scaling in one direction: the stabilization window in seconds, the policies with the
/// choice among them, and the tolerance.
///
/// @param stabilizationWindowSeconds Seconds of past recommendations considered, 0 to 3600; default
///   0 upwards and 300 downwards.
/// @param selectPolicy Which policy applies: the `Max` change (default), the `Min` change, or
///   `Disabled` for no scaling.
/// @param policies Limits on the speed of change; defaults apply when none are listed.
/// @param tolerance Relative deviation from the goal that is ignored, such as `0.05`; cluster-wide
///   default is 0.1.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.HPAScalingRules",
    proto = "k8s.io.api.autoscaling.v2.HPAScalingRules")
public record HPAScalingRules(
    @Field(tag = 3, format = "int32") @Nullable Integer stabilizationWindowSeconds,
    @Field(
            tag = 1,
            known = {"Disabled", "Max", "Min"})
        @Nullable String selectPolicy,
    @Field(tag = 2, list = ListType.ATOMIC) List<HPAScalingPolicy> policies,
    @Field(tag = 4, gate = "HPAConfigurableTolerance") @Nullable Quantity tolerance)
    implements HPAScalingRulesBuilder.With {
  public HPAScalingRules {
    policies = List.copyOf(policies);
  }

  /// An empty draft.
  public static HPAScalingRulesBuilder builder() {
    return new HPAScalingRulesBuilder();
  }
}
