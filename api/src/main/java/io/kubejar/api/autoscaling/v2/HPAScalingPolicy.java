package io.kubejar.api.autoscaling.v2;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A limit on the change within a period of seconds, as a number of pods or a percentage.
///
/// @param type Unit of `value`: a number of `Pods` or a `Percent` of current replicas.
/// @param value Largest change the policy permits within one period; must be above zero.
/// @param periodSeconds Length of the period in seconds, from 1 up to 1800.
@ApiType(
    value = "io.k8s.api.autoscaling.v2.HPAScalingPolicy",
    proto = "k8s.io.api.autoscaling.v2.HPAScalingPolicy")
public record HPAScalingPolicy(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {"Percent", "Pods"})
        String type,
    @Field(tag = 2, required = true, always = true, format = "int32") int value,
    @Field(tag = 3, required = true, always = true, format = "int32") int periodSeconds)
    implements HPAScalingPolicyBuilder.With {
  /// An empty draft.
  public static HPAScalingPolicyBuilder builder() {
    return new HPAScalingPolicyBuilder();
  }
}
